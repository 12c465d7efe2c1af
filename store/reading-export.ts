// Readings as they lie in the store, of some devices or all, in the order of time for each day: for export.
import type { Reading } from '../core/reading.ts';
import { type EpochMs, utcDay } from '../core/time.ts';
import { dayTable, lastDay, storedDays } from './day-tables.ts';
import { openReadOnly } from './views.ts';

export interface ReadingExport {
  /** From one instant to another, both included. `deviceIds`: `null` for all. */
  readings(deviceIds: readonly string[] | null, from: EpochMs, to: EpochMs): Iterable<Reading>;
  /** Of these, those of which nothing was ever stored. */
  unknown(deviceIds: readonly string[]): string[];
  close(): void;
}

interface Row {
  readonly device: string;
  readonly metric: string;
  readonly at: number;
  readonly received_at: number;
  readonly value: number;
  readonly flags: number;
}

/** Throws as `openViews` does. */
export function openReadingExport(dataDir: string): ReadingExport {
  const db = openReadOnly(dataDir);

  function* readings(deviceIds: readonly string[] | null, from: EpochMs, to: EpochMs): Generator<Reading> {
    const firstDay = Math.min(lastDay, Math.max(0, utcDay(from)));
    for (const day of storedDays(db, firstDay, Math.min(lastDay, Math.max(0, utcDay(to))))) {
      const rows = db.prepare<Row>(
        `SELECT d.name AS device, m.name AS metric, r.at, r.received_at, r.value, r.flags
         FROM ${dayTable(day)} r JOIN device_ids d ON d.id = r.device JOIN metric_ids m ON m.id = r.metric
         WHERE r.at BETWEEN ? AND ? ${deviceIds === null ? '' : 'AND d.name IN (SELECT value FROM json_each(?))'}
         ORDER BY r.at, d.name, m.name`,
      );
      const chosen = deviceIds === null ? [] : [JSON.stringify(deviceIds)];
      for (const { device, metric, at, received_at, value, flags } of rows.iterate(from, to, ...chosen)) {
        yield { deviceId: device, metric, measuredAt: at, receivedAt: received_at, value, flags };
      }
    }
  }

  return {
    readings,
    unknown(deviceIds) {
      const known = db.prepare<{ name: string }>('SELECT name FROM device_ids WHERE name = ?');
      return deviceIds.filter((id) => known.get(id) === undefined);
    },
    close: () => db.close(),
  };
}
