// The stored sessions as the edge uses them: nothing is kept for who may not read it, a backlog goes out no faster
// than its reader reads, and what was sent before is marked so.
import { Readable } from 'node:stream';
import type { Access, Identity } from './access.ts';
import type { QueueLimits } from './persistence/outgoing-queues.ts';
import { type SessionOwner, SqliteSessions } from './persistence/sqlite-sessions.ts';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import type { Subscription } from './persistence/stored-subscriptions.ts';
import type { Replay } from './replay.ts';
import { identityOf } from './session-id.ts';

/** Begins the broker ids of messages that are kept elsewhere: no session knows them. */
export const unkeptDelivery = 'unkept/';

/** The connection that a backlog goes to. */
export interface BacklogReader {
  readonly replay: Replay;
  whenRoom(then: () => void): void;
  /** `messageId` is in use by a packet that was sent over an earlier connection. */
  messageIdInUse(messageId: number): void;
  /** A PUBACK has come: whether it was for a message that no session knows. */
  acknowledged(messageId: number): boolean;
}

export interface PacedSessionsOptions {
  readonly dataDir: string;
  readonly limits: QueueLimits;
  readonly access: Access;
  readonly readerOf: (owner: SessionOwner) => BacklogReader | undefined;
}

export class PacedSessions extends SqliteSessions {
  readonly #access: Access;
  readonly #readerOf: PacedSessionsOptions['readerOf'];

  constructor({ dataDir, limits, access, readerOf }: PacedSessionsOptions) {
    super(dataDir, limits);
    this.#access = access;
    this.#readerOf = readerOf;
  }

  /** aedes stores every filter of a SUBSCRIBE, also those that were refused. */
  override async addSubscriptions(
    client: SessionOwner,
    subscriptions: readonly Subscription[],
  ): Promise<void> {
    const who = identityOf(client.id);
    if (who === null) return;
    await super.addSubscriptions(
      client,
      subscriptions
        .filter(({ topic }) => this.#access.maySubscribe(who, topic))
        .map((subscription) => this.#asKept(who, subscription)),
    );
  }

  /** A clean session begins with nothing [MQTT-3.1.2-6]; aedes alone would leave the old one's queue. */
  override async cleanSubscriptions(client: SessionOwner): Promise<void> {
    await this.end(client.id);
  }

  /** Only the id is asked for again: the message itself is with the engine. */
  override async incomingStorePacket(client: SessionOwner, packet: BrokerPacket): Promise<void> {
    await super.incomingStorePacket(client, { ...packet, payload: Buffer.alloc(0) });
  }

  override async outgoingUpdate(client: SessionOwner, packet: BrokerPacket): Promise<void> {
    if (packet.brokerId?.startsWith(unkeptDelivery) !== true) await super.outgoingUpdate(client, packet);
  }

  override async outgoingClearMessageId(
    client: SessionOwner,
    packet: BrokerPacket,
  ): Promise<BrokerPacket | undefined> {
    const { messageId } = packet;
    if (messageId !== undefined && this.#readerOf(client)?.acknowledged(messageId) === true) return undefined;
    return super.outgoingClearMessageId(client, packet);
  }

  /** aedes sees no wills, and drops at every CONNECT what it takes for its own. */
  override async delWill(): Promise<undefined> {}

  keepWill(sessionId: string, will: BrokerPacket): Promise<void> {
    return this.putWill({ id: sessionId }, will);
  }

  async dropWill(sessionId: string): Promise<void> {
    await super.delWill({ id: sessionId });
  }

  override outgoingStream(client: SessionOwner): Readable {
    const reader = this.#readerOf(client);
    return reader === undefined
      ? super.outgoingStream(client)
      : Readable.from(this.#paced(client.id, reader));
  }

  async *#paced(clientId: string, reader: BacklogReader): AsyncGenerator<BrokerPacket> {
    for (const packet of this.outgoing.waiting(clientId)) {
      await new Promise<void>((resolve) => reader.whenRoom(resolve));
      if (packet.messageId !== undefined) reader.messageIdInUse(packet.messageId);
      // A packet that is sent again says so [MQTT-3.3.1-1].
      if (packet.messageId !== undefined && packet.cmd === 'publish') packet.dup = true;
      if (packet.brokerId !== undefined) reader.replay.sent(packet.brokerId);
      yield packet;
    }
    reader.replay.end();
  }

  /** Where nothing may be kept for an absent reader, the subscription comes back for what is sent while he is there. */
  #asKept(who: Identity, subscription: Subscription): Subscription {
    return this.#access.mayQueue(who, subscription.topic) ? subscription : { ...subscription, qos: 0 };
  }
}
