// The last retained message of each topic, found by filter through the order of the topics.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { topicMatches } from '../topic-filter.ts';
import { type BrokerPacket, fromColumns, toColumns } from './stored-packet.ts';

/** Rows read at a time, so that a reader of everything holds up nobody. */
const pageRows = 100;

export class RetainedMessages {
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #get: StatementSync;
  readonly #page: StatementSync;
  readonly #countBelow: StatementSync;

  constructor(database: DatabaseSync) {
    this.#put = database.prepare('INSERT OR REPLACE INTO retained (topic, head, payload) VALUES (?, ?, ?)');
    this.#delete = database.prepare('DELETE FROM retained WHERE topic = ?');
    this.#get = database.prepare('SELECT topic, head, payload FROM retained WHERE topic = ?');
    this.#page = database.prepare(
      `SELECT topic, head, payload FROM retained WHERE topic > ? AND topic < ? ORDER BY topic LIMIT ${pageRows}`,
    );
    this.#countBelow = database.prepare(
      'SELECT count(*) AS count FROM retained WHERE topic > ? AND topic < ?',
    );
  }

  /** An empty payload deletes what is retained [MQTT-3.3.1-10]. */
  store(packet: BrokerPacket): void {
    const topic = packet.topic ?? '';
    if (packet.payload === undefined || packet.payload.length === 0) {
      this.#delete.run(topic);
      return;
    }
    const { head, payload } = toColumns(packet);
    this.#put.run(topic, head, payload);
  }

  has(topic: string): boolean {
    return this.#get.get(topic) !== undefined;
  }

  /** How many topics that begin with `prefix`, which ends with a slash, have a retained message. */
  countBelow(prefix: string): number {
    return Number(this.#countBelow.get(prefix, endOf(prefix))?.count);
  }

  /** What is retained on the topics that `filter` matches, in their order. */
  *matching(filter: string): Generator<BrokerPacket> {
    const wildcard = filter.search(/[+#]/);
    const fixed = wildcard === -1 ? filter : filter.slice(0, wildcard);
    // Also where there is no wildcard, and for `#`, which matches its parent level too.
    const parent = this.#get.get(wildcard === -1 ? filter : fixed.slice(0, -1));
    if (parent !== undefined && topicMatches(filter, parent.topic as string)) yield fromColumns(parent);
    if (wildcard === -1) return;
    let after = fixed;
    for (;;) {
      const rows = this.#page.all(after, endOf(fixed));
      for (const row of rows) {
        after = row.topic as string;
        if (topicMatches(filter, after)) yield fromColumns(row);
      }
      if (rows.length < pageRows) return;
    }
  }
}

/** The end of the range of topics that begin with `prefix`: its last slash replaced by the next character. */
function endOf(prefix: string): string {
  return prefix === '' ? '\u{10ffff}' : `${prefix.slice(0, -1)}0`;
}
