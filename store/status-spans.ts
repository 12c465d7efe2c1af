// The spans in which devices were up or down, kept a year longer than readings: contractors are held to them.
import type { StatusSpan } from '../core/effects.ts';
import { dayMs, type EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

const keptLongerMs = 366 * dayMs;
/** Rows dropped in one transaction. */
const dropLimit = 5_000;

export class StatusSpans {
  readonly #put: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO status_spans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    // The last one of a device goes on.
    this.#drop = db.prepare(
      `DELETE FROM status_spans WHERE (device_id, from_at) IN (
         SELECT device_id, from_at FROM status_spans AS old
         WHERE from_at < ?1 AND EXISTS (
           SELECT 1 FROM status_spans WHERE device_id = old.device_id AND from_at > old.from_at AND from_at < ?1)
         LIMIT ${dropLimit})`,
    );
  }

  write(spans: readonly StatusSpan[]): void {
    for (const span of spans) {
      this.#put.run(
        span.deviceId,
        span.fromAt,
        span.condition,
        span.reason,
        span.upMs,
        span.downMs,
        span.failures,
        span.repairs,
        span.repairMs,
      );
    }
  }

  /** Drops some of those that ended long before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest - keptLongerMs).changes !== 0;
  }
}
