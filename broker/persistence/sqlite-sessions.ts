// What MQTT promises to remember (sessions, subscriptions, queued and retained messages, wills) in SQLite, behind
// aedes' persistence interface. What a promise of a method resolves for has been committed, and outlives the process.
import { Readable } from 'node:stream';
import type { EpochMs } from '../../core/time.ts';
import { GroupCommit } from './group-commit.ts';
import { IncomingMessages, StoredWills } from './keyed-packets.ts';
import { OutgoingQueues, type QueueLimits } from './outgoing-queues.ts';
import { RetainedMessages } from './retained-messages.ts';
import { openSessionDatabase } from './session-database.ts';
import { type BrokerPacket, queuedPacket } from './stored-packet.ts';
import { StoredSubscriptions, type Subscriber, type Subscription } from './stored-subscriptions.ts';

/** As much of an aedes client as its persistence may know. */
export interface SessionOwner {
  readonly id: string;
}

interface Broker {
  readonly id: string;
}

export class SqliteSessions {
  broker: Broker | null = null;
  readonly retained: RetainedMessages;
  readonly subscriptions: StoredSubscriptions;
  readonly outgoing: OutgoingQueues;
  readonly incoming: IncomingMessages;
  readonly wills: StoredWills;
  readonly #commit: GroupCommit;
  readonly #database;
  readonly #keep;
  readonly #end;
  readonly #kept;

  /** Opens or creates the file in `dataDir`. */
  constructor(dataDir: string, limits: QueueLimits) {
    const database = openSessionDatabase(dataDir);
    this.#database = database;
    this.retained = new RetainedMessages(database);
    this.subscriptions = new StoredSubscriptions(database);
    this.outgoing = new OutgoingQueues(database, limits);
    this.incoming = new IncomingMessages(database);
    this.wills = new StoredWills(database);
    this.#keep = database.prepare('INSERT OR REPLACE INTO sessions (client_id, seen_at) VALUES (?, ?)');
    this.#end = database.prepare('DELETE FROM sessions WHERE client_id = ?');
    this.#kept = database.prepare('SELECT client_id, seen_at FROM sessions');
    this.#commit = new GroupCommit(database, () => {
      this.subscriptions.load();
      this.outgoing.load();
      this.incoming.load();
      this.wills.load();
    });
  }

  /** Whether each write is committed before the event loop goes on. */
  set isHurried(isHurried: boolean) {
    this.#commit.isHurried = isHurried;
  }

  async setup(broker: Broker): Promise<void> {
    this.broker = broker;
  }

  /** Notes that a persistent session was in use. */
  keep(clientId: string, at: EpochMs): Promise<void> {
    return this.#commit.run(() => {
      this.#keep.run(clientId, at);
    });
  }

  /** Forgets all of a session but its will, which belongs to the connection. */
  async end(clientId: string): Promise<void> {
    const { subscriptions, outgoing, incoming } = this;
    const known = subscriptions.has(clientId) || outgoing.count(clientId) > 0 || incoming.has(clientId);
    if (!known) return;
    await this.#commit.run(() => {
      subscriptions.clear(clientId);
      outgoing.clear(clientId);
      incoming.clear(clientId);
      this.#end.run(clientId);
    });
  }

  /** Ends the sessions that nobody used since `before`, and what is left of those that were never to be kept. */
  async expire(before: EpochMs, isLive: (clientId: string) => boolean): Promise<number> {
    const ended = new Set<string>();
    const kept = new Set<string>();
    for (const row of this.#kept.iterate()) {
      const clientId = row.client_id as string;
      kept.add(clientId);
      if (Number(row.seen_at) < before && !isLive(clientId)) ended.add(clientId);
    }
    for (const table of [this.subscriptions, this.outgoing, this.incoming]) {
      for (const clientId of table.clientIds()) {
        if (!kept.has(clientId) && !isLive(clientId)) ended.add(clientId);
      }
    }
    for (const clientId of ended) {
      await this.end(clientId);
      await this.#commit.run(() => this.#end.run(clientId));
    }
    return ended.size;
  }

  async storeRetained(packet: BrokerPacket): Promise<void> {
    await this.#commit.run(() => this.retained.store(packet));
  }

  createRetainedStream(filter: string): Readable {
    return Readable.from(this.retained.matching(filter));
  }

  createRetainedStreamCombi(filters: readonly string[]): Readable {
    return Readable.from(chain(filters, (filter) => this.retained.matching(filter)));
  }

  async addSubscriptions(client: SessionOwner, subscriptions: readonly Subscription[]): Promise<void> {
    await this.#commit.run(() => {
      for (const { clientId: _, ...subscription } of subscriptions) {
        this.subscriptions.add(client.id, subscription as Subscription);
      }
    });
  }

  async removeSubscriptions(client: SessionOwner, filters: readonly string[]): Promise<void> {
    await this.#commit.run(() => {
      for (const filter of filters) this.subscriptions.remove(client.id, filter);
    });
  }

  async subscriptionsByClient(client: SessionOwner): Promise<Subscription[]> {
    return this.subscriptions.ofClient(client.id);
  }

  async subscriptionsByTopic(topic: string): Promise<Subscriber[]> {
    return this.subscriptions.forTopic(topic);
  }

  async countOffline(): Promise<{ subsCount: number; clientsCount: number }> {
    return this.subscriptions.count();
  }

  async cleanSubscriptions(client: SessionOwner): Promise<void> {
    if (!this.subscriptions.has(client.id)) return;
    await this.#commit.run(() => this.subscriptions.clear(client.id));
  }

  async outgoingEnqueue(subscriber: { readonly clientId: string }, packet: BrokerPacket): Promise<void> {
    await this.outgoingEnqueueCombi([subscriber], packet);
  }

  async outgoingEnqueueCombi(
    subscribers: readonly { readonly clientId: string }[],
    packet: BrokerPacket,
  ): Promise<void> {
    if (subscribers.length === 0) return;
    await this.#commit.run(() => {
      for (const { clientId } of subscribers) this.outgoing.enqueue(clientId, packet);
    });
  }

  async outgoingUpdate(client: SessionOwner, packet: BrokerPacket): Promise<void> {
    await this.#commit.run(() => this.outgoing.update(client.id, packet));
  }

  async outgoingClearMessageId(
    client: SessionOwner,
    packet: BrokerPacket,
  ): Promise<BrokerPacket | undefined> {
    if (this.outgoing.count(client.id) === 0) return undefined;
    return this.#commit.run(() => this.outgoing.acknowledge(client.id, packet.messageId));
  }

  outgoingStream(client: SessionOwner): Readable {
    return Readable.from(this.outgoing.waiting(client.id));
  }

  async incomingStorePacket(client: SessionOwner, packet: BrokerPacket): Promise<void> {
    const stored = { ...queuedPacket(packet), messageId: packet.messageId };
    await this.#commit.run(() => this.incoming.put(client.id, stored));
  }

  /** Rejects where there is none, as aedes wants it. */
  async incomingGetPacket(client: SessionOwner, packet: BrokerPacket): Promise<BrokerPacket> {
    const found = this.incoming.get(client.id, packet.messageId ?? 0);
    if (found === undefined) throw new Error('no such packet');
    return found;
  }

  async incomingDelPacket(client: SessionOwner, packet: BrokerPacket): Promise<void> {
    await this.#commit.run(() => this.incoming.delete(client.id, packet.messageId ?? 0));
  }

  async cleanIncoming(client: SessionOwner): Promise<void> {
    if (!this.incoming.has(client.id)) return;
    await this.#commit.run(() => this.incoming.clear(client.id));
  }

  async putWill(client: SessionOwner, will: BrokerPacket): Promise<void> {
    if (this.broker !== null) will.brokerId = this.broker.id;
    will.clientId = client.id;
    await this.#commit.run(() => this.wills.put(client.id, will));
  }

  async getWill(client: SessionOwner): Promise<BrokerPacket | undefined> {
    return this.wills.get(client.id);
  }

  async delWill(client: SessionOwner): Promise<BrokerPacket | undefined> {
    if (!this.wills.has(client.id)) return undefined;
    return this.#commit.run(() => {
      const will = this.wills.get(client.id);
      this.wills.delete(client.id);
      return will;
    });
  }

  /** Wills of clients whose broker is not among `brokers`. */
  streamWill(brokers: Readonly<Record<string, unknown>> = {}): Readable {
    const wills = chain(this.wills.clientIds(), (clientId) => {
      const will = this.wills.get(clientId);
      return will === undefined || brokers[will.brokerId ?? ''] !== undefined ? [] : [will];
    });
    return Readable.from(wills);
  }

  getClientList(filter: string): Readable {
    return Readable.from(this.subscriptions.clientsOf(filter));
  }

  async destroy(): Promise<void> {
    this.#commit.flush();
    this.#database.close();
  }
}

function* chain<Key, Item>(keys: Iterable<Key>, items: (key: Key) => Iterable<Item>): Generator<Item> {
  for (const key of keys) yield* items(key);
}
