// Every reading that is kept of a span of time, a part at a time: no statement stays open between, so that the hub's log
// does not grow while someone reads for an hour.
import type { FedReading } from '../core/outlet.ts';
import { type EpochMs, utcDay } from '../core/time.ts';
import type { Database } from './database.ts';
import { dayTable, storedDays } from './day-tables.ts';
import { NameBook } from './name-book.ts';
import type { PlaceBook } from './place-book.ts';

interface StoredRow {
  readonly device: number;
  readonly at: number;
  readonly metric: number;
  readonly value: number;
  readonly flags: number;
  readonly received_at: number;
}

/** From `from` up to but not with `to`, day by day, in each by device and time. Their ids count within this walk. */
export function* storedReadings(
  db: Database,
  places: PlaceBook,
  span: { readonly from: EpochMs; readonly to: EpochMs; readonly partLength: number },
): Generator<FedReading[]> {
  const { from, to, partLength } = span;
  const devices = new NameBook(db, 'device_ids');
  const metrics = new NameBook(db, 'metric_ids');
  places.refresh();
  let id = 0;
  for (const day of storedDays(db, utcDay(from), utcDay(to - 1))) {
    const rows = db.prepare<StoredRow>(
      `SELECT device, at, metric, value, flags, received_at FROM ${dayTable(day)}
       WHERE (device, at, metric) > (?, ?, ?) AND at >= ? AND at < ? ORDER BY device, at, metric LIMIT ?`,
    );
    let last: StoredRow | undefined;
    do {
      const part = rows.all(last?.device ?? 0, last?.at ?? -1, last?.metric ?? 0, from, to, partLength);
      last = part.at(-1);
      if (part.length === 0) break;
      yield part.map((row) => {
        id += 1;
        const deviceId = devices.nameOf(row.device);
        return {
          ...{ id, deviceId, metric: metrics.nameOf(row.metric) },
          ...{ measuredAt: row.at, receivedAt: row.received_at, value: row.value, flags: row.flags },
          place: places.placeOf(deviceId, row.received_at),
        };
      });
    } while (last !== undefined);
  }
}
