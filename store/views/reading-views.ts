// The history of one metric of one device, day by day, reduced where it has more readings than were asked for.
import type { ReadingsReply, ReadingsRequest } from '../../core/ports.ts';
import type { Reading } from '../../core/reading.ts';
import { dayMs, type EpochMs, utcDay } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { dayTable, lastDay, storedDays } from '../day-tables.ts';
import { type CurvePoint, MinMaxReducer } from './min-max.ts';

interface Extent {
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Readings from one instant to another, both included. */
export function findReadings(db: Database, request: ReadingsRequest): ReadingsReply {
  const device = idOf(db, 'device_ids', request.deviceId);
  const metric = idOf(db, 'metric_ids', request.metric);
  if (device === null || metric === null) return { points: [], reduced: false };
  const { from, to, maxPoints } = request;
  const days = storedDays(db, clampDay(from), clampDay(to));
  const key = [device, metric, from, to] as const;
  const extent = extentOf(db, days, key);
  if (extent.count <= maxPoints) return { points: [...readingsOf(db, days, key)], reduced: false };
  const reducer = new MinMaxReducer(extent.firstAt, extent.lastAt, maxPoints);
  for (const point of readingsOf(db, days, key)) reducer.add(point);
  return { points: reducer.finish(), reduced: true };
}

export interface LastReadingsRequest {
  readonly deviceId: string;
  readonly metric: string;
  /** Only what was received by then. */
  readonly at: EpochMs;
  readonly count: number;
}

/** The newest readings that had come in at an instant, oldest first. */
export function findLastReadings(db: Database, request: LastReadingsRequest): Reading[] {
  const { deviceId, metric, at, count } = request;
  const deviceKey = idOf(db, 'device_ids', deviceId);
  const metricKey = idOf(db, 'metric_ids', metric);
  if (deviceKey === null || metricKey === null) return [];
  const found: Reading[] = [];
  // A device's clock may be a little ahead of the hub's.
  const days = storedDays(db, 0, clampDay(at + dayMs)).reverse();
  for (const day of days) {
    const rows = db.prepare<{ at: number; value: number; flags: number; received_at: number }>(
      `SELECT at, value, flags, received_at FROM ${dayTable(day)}
       WHERE device = ? AND metric = ? AND received_at <= ? ORDER BY at DESC LIMIT ?`,
    );
    for (const row of rows.all(deviceKey, metricKey, at, count - found.length)) {
      const { at: measuredAt, received_at: receivedAt, value, flags } = row;
      found.push({ deviceId, metric, measuredAt, receivedAt, value, flags });
    }
    if (found.length === count) break;
  }
  return found.reverse();
}

type ReadingKey = readonly [device: number, metric: number, from: number, to: number];

const matching = 'WHERE device = ? AND metric = ? AND at BETWEEN ? AND ?';

function extentOf(db: Database, days: readonly number[], key: ReadingKey): Extent {
  let extent: Extent = { count: 0, firstAt: Number.POSITIVE_INFINITY, lastAt: Number.NEGATIVE_INFINITY };
  for (const day of days) {
    const row = db
      .prepare<{ count: number; first: number | null; last: number | null }>(
        `SELECT count(*) AS count, min(at) AS first, max(at) AS last FROM ${dayTable(day)} ${matching}`,
      )
      .get(...key);
    if (row === undefined || row.first === null || row.last === null) continue;
    extent = {
      count: extent.count + row.count,
      firstAt: Math.min(extent.firstAt, row.first),
      lastAt: Math.max(extent.lastAt, row.last),
    };
  }
  return extent;
}

function* readingsOf(db: Database, days: readonly number[], key: ReadingKey): Generator<CurvePoint> {
  for (const day of days) {
    const rows = db.prepare<{ at: number; value: number }>(
      `SELECT at, value FROM ${dayTable(day)} ${matching} ORDER BY at`,
    );
    for (const { at, value } of rows.iterate(...key)) yield [at, value];
  }
}

function idOf(db: Database, table: 'device_ids' | 'metric_ids', name: string): number | null {
  return db.prepare<{ id: number }>(`SELECT id FROM ${table} WHERE name = ?`).get(name)?.id ?? null;
}

function clampDay(at: number): number {
  return Math.min(lastDay, Math.max(0, utcDay(at)));
}
