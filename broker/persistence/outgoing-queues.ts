// What each session has still to get, in order, until its client has acknowledged it. Bounded per session and
// in all: where there is no room the session's oldest message gives way, and is counted.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type BrokerPacket, fromColumns, packetBytes, queuedPacket, toColumns } from './stored-packet.ts';

export interface QueueLimits {
  /** Messages that wait for one session. */
  readonly queuedPerSession: number;
  /** What waits for all sessions together, bytes. */
  readonly queuedBytes: number;
}

const pageRows = 100;
const columns = 'position, message_id, head, payload';

export class OutgoingQueues {
  readonly #limits: QueueLimits;
  readonly #counts = new Map<string, number>();
  #bytes = 0;
  #dropped = 0;
  readonly #loadCounts: StatementSync;
  readonly #insert: StatementSync;
  readonly #oldest: StatementSync;
  readonly #delete: StatementSync;
  readonly #name: StatementSync;
  readonly #replace: StatementSync;
  readonly #byMessageId: StatementSync;
  readonly #page: StatementSync;
  readonly #clear: StatementSync;

  constructor(database: DatabaseSync, limits: QueueLimits) {
    this.#limits = limits;
    this.#loadCounts = database.prepare(
      'SELECT client_id, count(*) AS count, sum(bytes) AS bytes FROM outgoing GROUP BY client_id',
    );
    this.#insert = database.prepare(
      `INSERT OR IGNORE INTO outgoing (client_id, broker_id, broker_counter, head, payload, bytes)
       VALUES (?, ?, ?, ?, ?, ?)`,
    );
    this.#oldest = database.prepare(
      'SELECT position, bytes FROM outgoing WHERE client_id = ? ORDER BY position LIMIT 1',
    );
    this.#delete = database.prepare('DELETE FROM outgoing WHERE position = ? RETURNING bytes');
    this.#name = database.prepare(
      'UPDATE outgoing SET message_id = ? WHERE client_id = ? AND broker_id = ? AND broker_counter = ?',
    );
    this.#replace = database.prepare(
      'UPDATE outgoing SET head = ?, payload = ? WHERE client_id = ? AND message_id = ?',
    );
    this.#byMessageId = database.prepare(
      `SELECT ${columns} FROM outgoing WHERE client_id = ? AND message_id = ? ORDER BY position LIMIT 1`,
    );
    this.#page = database.prepare(
      `SELECT ${columns} FROM outgoing WHERE client_id = ? AND position > ?
       ORDER BY position LIMIT ${pageRows}`,
    );
    this.#clear = database.prepare('DELETE FROM outgoing WHERE client_id = ? RETURNING bytes');
    this.load();
  }

  /** Messages that gave way since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** What waits for all sessions, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  count(clientId: string): number {
    return this.#counts.get(clientId) ?? 0;
  }

  load(): void {
    this.#counts.clear();
    this.#bytes = 0;
    for (const row of this.#loadCounts.iterate()) {
      this.#counts.set(row.client_id as string, Number(row.count));
      this.#bytes += Number(row.bytes);
    }
  }

  /** Once for each client and message, however many of its filters match. */
  enqueue(clientId: string, packet: BrokerPacket): void {
    const bytes = packetBytes(packet);
    while (this.#isFull(clientId, bytes)) {
      const oldest = this.#oldest.get(clientId);
      this.#dropped += 1;
      // Others hold all the room there is.
      if (oldest === undefined) return;
      this.#forget(clientId, Number(oldest.position));
    }
    const { head, payload } = toColumns(queuedPacket(packet));
    const { brokerId = null, brokerCounter = null } = packet;
    const { changes } = this.#insert.run(clientId, brokerId, brokerCounter, head, payload, bytes);
    if (changes === 0) return;
    this.#counts.set(clientId, this.count(clientId) + 1);
    this.#bytes += bytes;
  }

  /**
   * Notes the message id under which a queued packet goes out, or puts the PUBREL in the place of the packet
   * with its id. Nothing happens where the packet is not queued: it gave way, or was never kept.
   */
  update(clientId: string, packet: BrokerPacket): void {
    const { brokerId, brokerCounter, messageId = null } = packet;
    if (brokerId !== undefined && brokerCounter !== undefined) {
      if (this.#name.run(messageId, clientId, brokerId, brokerCounter).changes > 0) return;
    }
    const { head, payload } = toColumns(packet);
    this.#replace.run(head, payload, clientId, messageId);
  }

  /** Takes the packet that was acknowledged out of the queue; `undefined` where none has that id. */
  acknowledge(clientId: string, messageId: number | undefined): BrokerPacket | undefined {
    if (messageId === undefined) return undefined;
    const row = this.#byMessageId.get(clientId, messageId);
    if (row === undefined) return undefined;
    this.#forget(clientId, Number(row.position));
    return { ...fromColumns(row), messageId };
  }

  /**
   * What waits for a client, oldest first, until nothing does: what is queued meanwhile comes too. Packets with a
   * message id were sent before.
   */
  *waiting(clientId: string): Generator<BrokerPacket> {
    let after = 0;
    for (;;) {
      const rows = this.#page.all(clientId, after);
      if (rows.length === 0) return;
      for (const row of rows) {
        after = Number(row.position);
        const messageId = row.message_id === null ? undefined : Number(row.message_id);
        yield { ...fromColumns(row), messageId };
      }
    }
  }

  clear(clientId: string): void {
    for (const row of this.#clear.all(clientId)) this.#bytes -= Number(row.bytes);
    this.#counts.delete(clientId);
  }

  clientIds(): string[] {
    return [...this.#counts.keys()];
  }

  #isFull(clientId: string, bytes: number): boolean {
    return (
      this.count(clientId) >= this.#limits.queuedPerSession || this.#bytes + bytes > this.#limits.queuedBytes
    );
  }

  #forget(clientId: string, position: number): void {
    const row = this.#delete.get(position);
    if (row === undefined) return;
    this.#bytes -= Number(row.bytes);
    const left = this.count(clientId) - 1;
    if (left > 0) this.#counts.set(clientId, left);
    else this.#counts.delete(clientId);
  }
}
