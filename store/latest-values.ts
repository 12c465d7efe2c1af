// The newest value of each metric of each device, so that a map of the whole city is one small read.
import type { LatestValue } from '../core/ports.ts';
import type { Reading } from '../core/reading.ts';
import type { Database, Statement } from './database.ts';

/** More metrics than this have no id of their own in the key of a batch; two to the 26th. */
const metricSpan = 67_108_864;

interface Candidate {
  readonly device: number;
  readonly metric: number;
  reading: Reading;
}

export class LatestValues {
  readonly #upsert: Statement;
  #candidates = new Map<number, Candidate>();

  constructor(db: Database) {
    this.#upsert = db.prepare(
      `INSERT INTO latest VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, value = excluded.value, flags = excluded.flags
       WHERE excluded.at > at`,
    );
  }

  /** Notes a reading that was stored, to be written with the rest of its batch. */
  offer(device: number, metric: number, reading: Reading): void {
    const key = device * metricSpan + metric;
    const known = this.#candidates.get(key);
    if (known === undefined) this.#candidates.set(key, { device, metric, reading });
    else if (reading.measuredAt > known.reading.measuredAt) known.reading = reading;
  }

  /** Writes what was offered and is newer than what is known, and gives that back. */
  write(): LatestValue[] {
    const written: LatestValue[] = [];
    for (const { device, metric, reading } of this.#candidates.values()) {
      const { measuredAt, value, flags } = reading;
      if (this.#upsert.run(device, metric, measuredAt, value, flags).changes === 0) continue;
      written.push({ deviceId: reading.deviceId, metric: reading.metric, measuredAt, value, flags });
    }
    return written;
  }

  /** Forgets what was offered, at the end of a transaction. */
  settle(): void {
    this.#candidates = new Map();
  }
}
