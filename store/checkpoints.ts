// Whole copies of the fold's state, one for each day: from them old records still make sense after the ones before them
// were dropped. Packing one takes seconds where a city is large, so it comes in parts that others may have packed.
import { gunzipSync, gzipSync } from 'node:zlib';
import type { KeptState, StoredState } from '../core/journal.ts';
import type { SnapshotRow } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** The parts of a copy come in their order; it counts when the last one is kept, and all before it were. */
export interface CheckpointPart {
  readonly position: number;
  /** When the record at `position` was committed. */
  readonly at: EpochMs;
  /** From 0. */
  readonly part: number;
  readonly isLast: boolean;
  /** Compressed: a JSON array of table, id and body in each line. */
  readonly packed: Uint8Array;
}

interface CheckpointRow {
  readonly position: number;
  readonly at: number;
}

/** About half a megabyte, compressed. */
const partRows = 20_000;

export class Checkpoints {
  readonly #add: Statement;
  readonly #addPart: Statement;
  readonly #dropUnfinished: Statement;
  readonly #newest: Statement<CheckpointRow>;
  readonly #oldest: Statement<CheckpointRow>;
  readonly #until: Statement<CheckpointRow>;
  readonly #part: Statement<{ packed: Uint8Array }>;
  readonly #drop: Statement;
  readonly #dropParts: Statement;

  constructor(db: Database) {
    this.#add = db.prepare(
      `INSERT OR REPLACE INTO checkpoints SELECT ?1, ?2
       WHERE (SELECT count(*) FROM checkpoint_parts WHERE position = ?1) = ?3`,
    );
    this.#addPart = db.prepare('INSERT OR REPLACE INTO checkpoint_parts VALUES (?, ?, ?)');
    this.#dropUnfinished = db.prepare(
      'DELETE FROM checkpoint_parts WHERE position NOT IN (SELECT position FROM checkpoints)',
    );
    this.#newest = db.prepare('SELECT position, at FROM checkpoints ORDER BY position DESC LIMIT 1');
    this.#oldest = db.prepare('SELECT position, at FROM checkpoints ORDER BY position LIMIT 1');
    this.#until = db.prepare(
      'SELECT position, at FROM checkpoints WHERE at <= ? ORDER BY position DESC LIMIT 1',
    );
    this.#part = db.prepare('SELECT packed FROM checkpoint_parts WHERE position = ? AND part = ?');
    this.#drop = db.prepare('DELETE FROM checkpoints WHERE position < ?');
    this.#dropParts = db.prepare('DELETE FROM checkpoint_parts WHERE position < ?');
  }

  /** When the newest one was taken; `null` where there is none. */
  get newestAt(): EpochMs | null {
    return this.#newest.get()?.at ?? null;
  }

  /** Call it within a transaction. */
  add({ position, at, part, isLast, packed }: CheckpointPart): void {
    // What is left of one that a crash cut off.
    if (part === 0) this.#dropUnfinished.run();
    this.#addPart.run(position, part, packed);
    if (isLast) this.#add.run(position, at, part + 1);
  }

  oldest(): KeptState | null {
    return this.#kept(this.#oldest.get());
  }

  /** The newest one taken at or before `at`, or `null`. Its rows are read as they are asked for. */
  takenAt(at: EpochMs): KeptState | null {
    return this.#kept(this.#until.get(at));
  }

  /** Position of the newest one taken at or before `at`; 0 where there is none. */
  positionUntil(at: EpochMs): number {
    return this.#until.get(at)?.position ?? 0;
  }

  dropBefore(position: number): void {
    this.#drop.run(position);
    this.#dropParts.run(position);
  }

  #kept(row: CheckpointRow | undefined): KeptState | null {
    return row === undefined ? null : { ...row, rows: this.#rows(row.position) };
  }

  *#rows(position: number): Generator<SnapshotRow> {
    for (let part = 0; ; part += 1) {
      const row = this.#part.get(position, part);
      if (row === undefined) return;
      yield* unpackRows(row.packed);
    }
  }
}

/** A whole copy of a state in parts, each packed when it is asked for. */
export function* packState({ position, rows }: StoredState, at: EpochMs): Generator<CheckpointPart> {
  let lines: string[] = [];
  let part = 0;
  // The writer or a start waits for this: fast rather than small.
  const packed = () => gzipSync(lines.join('\n'), { level: 1 });
  for (const { table, id, body } of rows) {
    if (lines.length === partRows) {
      yield { position, at, part, isLast: false, packed: packed() };
      part += 1;
      lines = [];
    }
    lines.push(JSON.stringify([table, id, body]));
  }
  yield { position, at, part, isLast: true, packed: packed() };
}

function* unpackRows(packed: Uint8Array): Generator<SnapshotRow> {
  const text = gunzipSync(packed).toString('utf8');
  if (text === '') return;
  for (const line of text.split('\n')) {
    const [table, id, body] = JSON.parse(line) as [string, string, string];
    yield { table, id, body };
  }
}
