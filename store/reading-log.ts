// Every reading that was stored, once, in the order of its commit, for outlets that read on from where they are. A row
// for each batch; readings are numbered from 1 without a gap. What all outlets have taken is dropped.
import type { Reading } from '../core/reading.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';
import { frameBytes, putFrame } from './reading-frame.ts';

/** Readings of one row at most, so that a reader never has to take more at once. */
const rowReadings = 10_000;
/** Rows dropped in one transaction. */
const dropLimit = 100;

export class ReadingLog {
  readonly #append: Statement;
  readonly #drop: Statement<{ lost: number | null }>;
  readonly #bytes = new Uint8Array(rowReadings * frameBytes);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #full: Uint8Array[] = [];
  #count = 0;
  #last: number;
  /** Number of the last reading on disk. */
  #committed: number;

  /** Off, nothing more is noted; what was is still read. */
  isOn: boolean;

  constructor(db: Database, isOn: boolean) {
    this.isOn = isOn;
    this.#append = db.prepare('INSERT INTO reading_log VALUES (?, ?, ?, ?)');
    // The newest row stays: the next one is numbered after it.
    this.#drop = db.prepare(
      `DELETE FROM reading_log WHERE last IN
         (SELECT last FROM reading_log WHERE (last <= ?1 OR at < ?2) AND last < ?3 ORDER BY last LIMIT ${dropLimit})
       RETURNING CASE WHEN last > ?1 THEN min(count, last - ?1) ELSE 0 END AS lost`,
    );
    const newest = db.prepare<{ last: number | null }>('SELECT max(last) AS last FROM reading_log').get();
    this.#last = newest?.last ?? 0;
    this.#committed = this.#last;
  }

  /** Notes a reading that was stored, to be written with the rest of its batch. */
  add(device: number, metric: number, reading: Reading): void {
    if (!this.isOn) return;
    if (this.#count === rowReadings) this.#full.push(this.#takeRow());
    putFrame(this.#view, this.#count * frameBytes, device, metric, reading);
    this.#count += 1;
  }

  write(at: EpochMs): void {
    if (this.#count > 0) this.#full.push(this.#takeRow());
    for (const block of this.#full) {
      const count = block.length / frameBytes;
      this.#last += count;
      this.#append.run(this.#last, count, at, block);
    }
  }

  /** Ends a transaction, and forgets what it brought. */
  settle(committed: boolean): void {
    if (committed) this.#committed = this.#last;
    else this.#last = this.#committed;
    this.#full.length = 0;
    this.#count = 0;
  }

  /**
   * Drops some rows that were taken whole, or are from before `oldest` whether taken or not. How many readings that
   * nobody had taken were lost; `null` where there was nothing to drop.
   */
  dropSome(taken: number, oldest: EpochMs): number | null {
    const dropped = this.#drop.all(taken, oldest, this.#committed);
    return dropped.length === 0 ? null : dropped.reduce((sum, { lost }) => sum + (lost ?? 0), 0);
  }

  #takeRow(): Uint8Array {
    const row = this.#bytes.slice(0, this.#count * frameBytes);
    this.#count = 0;
    return row;
  }
}
