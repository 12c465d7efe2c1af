// The fold's state: the live snapshot, changed row by row, and whole copies of it from which old records still make
// sense after the ones before them were dropped.
import { gunzipSync, gzipSync } from 'node:zlib';
import { assert } from '../core/error.ts';
import type { KeptState, StoredState } from '../core/journal.ts';
import type { SnapshotRow } from '../core/table.ts';
import { type EpochMs, utcDay } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Rows of one table, in the order of their ids. */
interface LivePage {
  /** A JSON array. */
  readonly ids: string;
  /** A line each: JSON has no line breaks of its own. */
  readonly bodies: string;
  /** The last id; `null` where there is no row. */
  readonly last: string | null;
}

const pageRows = 500;

interface CheckpointRow {
  readonly position: number;
  readonly at: number;
}

interface WholeCheckpoint extends CheckpointRow {
  readonly rows: Uint8Array;
}

export class SnapshotStore {
  readonly #nextTable: Statement<{ name: string | null }>;
  readonly #page: Statement<LivePage>;
  readonly #put: Statement;
  readonly #delete: Statement;
  readonly #setPosition: Statement;
  readonly #position: Statement<{ position: number }>;
  readonly #addCheckpoint: Statement;
  readonly #newest: Statement<CheckpointRow>;
  readonly #oldest: Statement<WholeCheckpoint>;
  readonly #until: Statement<WholeCheckpoint>;
  readonly #newestUntil: Statement<{ position: number | null }>;
  readonly #dropBefore: Statement;

  constructor(db: Database) {
    this.#nextTable = db.prepare('SELECT min(table_name) AS name FROM snapshot WHERE table_name > ?');
    this.#page = db.prepare(
      `SELECT json_group_array(id) AS ids, group_concat(body, char(10)) AS bodies, max(id) AS last FROM
         (SELECT id, body FROM snapshot WHERE table_name = ? AND id > ? ORDER BY id LIMIT ${pageRows})`,
    );
    this.#put = db.prepare('INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM snapshot WHERE table_name = ? AND id = ?');
    this.#setPosition = db.prepare('INSERT OR REPLACE INTO snapshot_position VALUES (1, ?)');
    this.#position = db.prepare('SELECT position FROM snapshot_position');
    this.#addCheckpoint = db.prepare('INSERT INTO checkpoints VALUES (?, ?, ?)');
    this.#newest = db.prepare('SELECT position, at FROM checkpoints ORDER BY position DESC LIMIT 1');
    this.#oldest = db.prepare('SELECT position, at, rows FROM checkpoints ORDER BY position LIMIT 1');
    this.#until = db.prepare(
      'SELECT position, at, rows FROM checkpoints WHERE at <= ? ORDER BY position DESC LIMIT 1',
    );
    this.#newestUntil = db.prepare('SELECT max(position) AS position FROM checkpoints WHERE at <= ?');
    this.#dropBefore = db.prepare('DELETE FROM checkpoints WHERE position < ?');
  }

  /** Of the record after which the live snapshot was taken; 0 where there is none. */
  get position(): number {
    return this.#position.get()?.position ?? 0;
  }

  live(): StoredState {
    return { position: this.position, rows: this.#liveRows() };
  }

  /** Takes the rows that changed up to `position`. The first snapshot of a UTC day is kept whole as well. */
  write(changed: readonly SnapshotRow[], position: number, at: EpochMs): void {
    for (const { table, id, body } of changed) {
      assert(id !== '', 'a row of the fold has an id');
      if (body === null) this.#delete.run(table, id);
      else this.#put.run(table, id, body);
    }
    this.#setPosition.run(position);
    const newest = this.#newest.get();
    if (newest !== undefined && utcDay(newest.at) === utcDay(at)) return;
    this.#addCheckpoint.run(position, at, packRows(this.#liveRows()));
  }

  oldestCheckpoint(): KeptState | null {
    return keptState(this.#oldest.get());
  }

  /** The newest checkpoint taken at or before `at`, or `null`. */
  checkpointAt(at: EpochMs): KeptState | null {
    return keptState(this.#until.get(at));
  }

  /** Position of the newest checkpoint taken at or before `at`; 0 where there is none. */
  checkpointUntil(at: EpochMs): number {
    return this.#newestUntil.get(at)?.position ?? 0;
  }

  dropCheckpointsBefore(position: number): void {
    this.#dropBefore.run(position);
  }

  /** Pages of rows, which SQLite joins: a start with a hundred thousand devices reads six rows for each of them. */
  *#liveRows(): Generator<SnapshotRow> {
    for (let table = this.#tableAfter(''); table !== null; table = this.#tableAfter(table)) {
      let after = '';
      for (;;) {
        const page = this.#page.get(table, after);
        if (page === undefined || page.last === null) break;
        const bodies = page.bodies.split('\n');
        for (const [index, id] of (JSON.parse(page.ids) as string[]).entries()) {
          yield { table, id, body: bodies[index] ?? null };
        }
        after = page.last;
      }
    }
  }

  #tableAfter(name: string): string | null {
    return this.#nextTable.get(name)?.name ?? null;
  }
}

function keptState(row: WholeCheckpoint | undefined): KeptState | null {
  return row === undefined ? null : { position: row.position, at: row.at, rows: unpackRows(row.rows) };
}

/** One JSON array per line: bodies are JSON already, which has no line breaks of its own once it is a string. */
function packRows(rows: Iterable<SnapshotRow>): Uint8Array {
  const lines: string[] = [];
  for (const { table, id, body } of rows) lines.push(JSON.stringify([table, id, body]));
  // The commit waits for this: fast rather than small.
  return gzipSync(lines.join('\n'), { level: 1 });
}

function* unpackRows(packed: Uint8Array): Generator<SnapshotRow> {
  const text = gunzipSync(packed).toString('utf8');
  if (text === '') return;
  for (const line of text.split('\n')) {
    const [table, id, body] = JSON.parse(line) as [string, string, string];
    yield { table, id, body };
  }
}
