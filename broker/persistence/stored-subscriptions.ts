// The subscriptions of the sessions that are kept: on disk, and in memory to be matched.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { FilterTree } from './filter-tree.ts';

/** A subscription with the fields that aedes keeps; those of MQTT 5 are carried along. */
export interface Subscription {
  readonly topic: string;
  readonly qos: number;
  readonly [option: string]: unknown;
}

export type Subscriber = Subscription & { readonly clientId: string };

export class StoredSubscriptions {
  /** QoS 0 subscriptions come back with their session but nothing is queued for them. */
  #tree = new FilterTree<string, Subscriber>();
  readonly #byClient = new Map<string, Map<string, Subscription>>();
  readonly #all: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #clear: StatementSync;

  constructor(database: DatabaseSync) {
    this.#all = database.prepare('SELECT client_id, body FROM subscriptions ORDER BY rowid');
    this.#put = database.prepare(
      `INSERT INTO subscriptions (client_id, topic, body) VALUES (?, ?, ?)
       ON CONFLICT (client_id, topic) DO UPDATE SET body = excluded.body`,
    );
    this.#delete = database.prepare('DELETE FROM subscriptions WHERE client_id = ? AND topic = ?');
    this.#clear = database.prepare('DELETE FROM subscriptions WHERE client_id = ?');
    this.load();
  }

  /** Reads all of them again. */
  load(): void {
    this.#tree = new FilterTree<string, Subscriber>();
    this.#byClient.clear();
    for (const row of this.#all.iterate()) {
      this.#remember(row.client_id as string, JSON.parse(row.body as string) as Subscription);
    }
  }

  add(clientId: string, subscription: Subscription): void {
    this.#put.run(clientId, subscription.topic, JSON.stringify(subscription));
    this.#remember(clientId, subscription);
  }

  remove(clientId: string, filter: string): void {
    const subscriptions = this.#byClient.get(clientId);
    if (!subscriptions?.delete(filter)) return;
    this.#delete.run(clientId, filter);
    this.#tree.remove(filter, clientId);
    if (subscriptions.size === 0) this.#byClient.delete(clientId);
  }

  clear(clientId: string): void {
    for (const filter of this.#byClient.get(clientId)?.keys() ?? []) this.#tree.remove(filter, clientId);
    if (this.#byClient.delete(clientId)) this.#clear.run(clientId);
  }

  has(clientId: string): boolean {
    return this.#byClient.has(clientId);
  }

  ofClient(clientId: string): Subscription[] {
    return [...(this.#byClient.get(clientId)?.values() ?? [])].map((subscription) => ({ ...subscription }));
  }

  /** Those above QoS 0 whose filter matches `topic`. */
  forTopic(topic: string): Subscriber[] {
    return this.#tree.match(topic);
  }

  /** Whether there are any of those. */
  hasFor(topic: string): boolean {
    return this.#tree.has(topic);
  }

  /** Clients that subscribed to exactly this filter. */
  *clientsOf(filter: string): Generator<string> {
    for (const [clientId, subscriptions] of this.#byClient) if (subscriptions.has(filter)) yield clientId;
  }

  clientIds(): string[] {
    return [...this.#byClient.keys()];
  }

  count(): { subsCount: number; clientsCount: number } {
    return { subsCount: this.#tree.size, clientsCount: this.#byClient.size };
  }

  #remember(clientId: string, subscription: Subscription): void {
    let subscriptions = this.#byClient.get(clientId);
    if (subscriptions === undefined) {
      subscriptions = new Map();
      this.#byClient.set(clientId, subscriptions);
    }
    subscriptions.set(subscription.topic, subscription);
    const { topic, qos } = subscription;
    if (qos > 0) this.#tree.add(topic, clientId, { ...subscription, clientId });
    else this.#tree.remove(topic, clientId);
  }
}
