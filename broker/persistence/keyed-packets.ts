// One packet for a client, or for a client and message id: wills, and QoS 2 messages that wait for their PUBREL.
// Who has one is known in memory, so that the many clients without cost no query.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type BrokerPacket, fromColumns, toColumns } from './stored-packet.ts';

/** Ids of the clients that have a row, as a query gives them. */
class KnownClients {
  readonly #ids = new Set<string>();
  readonly #query: StatementSync;

  constructor(query: StatementSync) {
    this.#query = query;
    this.load();
  }

  load(): void {
    this.#ids.clear();
    for (const row of this.#query.iterate()) this.#ids.add(row.client_id as string);
  }

  has(clientId: string): boolean {
    return this.#ids.has(clientId);
  }

  add(clientId: string): void {
    this.#ids.add(clientId);
  }

  /** Whether it was there. */
  delete(clientId: string): boolean {
    return this.#ids.delete(clientId);
  }

  ids(): string[] {
    return [...this.#ids];
  }
}

export class StoredWills {
  readonly #clients: KnownClients;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync) {
    this.#clients = new KnownClients(database.prepare('SELECT client_id FROM wills'));
    this.#put = database.prepare('INSERT OR REPLACE INTO wills (client_id, head, payload) VALUES (?, ?, ?)');
    this.#get = database.prepare('SELECT head, payload FROM wills WHERE client_id = ?');
    this.#delete = database.prepare('DELETE FROM wills WHERE client_id = ?');
  }

  load(): void {
    this.#clients.load();
  }

  has(clientId: string): boolean {
    return this.#clients.has(clientId);
  }

  put(clientId: string, will: BrokerPacket): void {
    const { head, payload } = toColumns(will);
    this.#put.run(clientId, head, payload);
    this.#clients.add(clientId);
  }

  get(clientId: string): BrokerPacket | undefined {
    const row = this.has(clientId) ? this.#get.get(clientId) : undefined;
    return row === undefined ? undefined : fromColumns(row);
  }

  delete(clientId: string): void {
    if (this.#clients.delete(clientId)) this.#delete.run(clientId);
  }

  clientIds(): string[] {
    return this.#clients.ids();
  }
}

export class IncomingMessages {
  readonly #clients: KnownClients;
  readonly #put: StatementSync;
  readonly #get: StatementSync;
  readonly #delete: StatementSync;
  readonly #clear: StatementSync;

  constructor(database: DatabaseSync) {
    this.#clients = new KnownClients(database.prepare('SELECT DISTINCT client_id FROM incoming'));
    this.#put = database.prepare(
      'INSERT OR REPLACE INTO incoming (client_id, message_id, head, payload) VALUES (?, ?, ?, ?)',
    );
    this.#get = database.prepare('SELECT head, payload FROM incoming WHERE client_id = ? AND message_id = ?');
    this.#delete = database.prepare('DELETE FROM incoming WHERE client_id = ? AND message_id = ?');
    this.#clear = database.prepare('DELETE FROM incoming WHERE client_id = ?');
  }

  load(): void {
    this.#clients.load();
  }

  /** Whether the client may have any. */
  has(clientId: string): boolean {
    return this.#clients.has(clientId);
  }

  put(clientId: string, packet: BrokerPacket): void {
    const { head, payload } = toColumns(packet);
    this.#put.run(clientId, packet.messageId ?? 0, head, payload);
    this.#clients.add(clientId);
  }

  get(clientId: string, messageId: number): BrokerPacket | undefined {
    const row = this.has(clientId) ? this.#get.get(clientId, messageId) : undefined;
    return row === undefined ? undefined : fromColumns(row);
  }

  delete(clientId: string, messageId: number): void {
    this.#delete.run(clientId, messageId);
  }

  clear(clientId: string): void {
    if (this.#clients.delete(clientId)) this.#clear.run(clientId);
  }

  clientIds(): string[] {
    return this.#clients.ids();
  }
}
