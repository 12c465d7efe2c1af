// When a device was up, down or neither, and why: its spans between two instants, cut to them.
import type { StatusHistoryRequest } from '../../core/device-choice.ts';
import type { Json } from '../../core/ports.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { UptimeReader } from './uptime-views.ts';

interface SpanRow {
  readonly from_at: EpochMs;
  readonly condition: string;
  readonly reason: string;
}

/** The newest of them, for a device that comes and goes all day. */
const spansMax = 5_000;

/** Oldest first; the last one ends with the period or with what the hub knows. */
export function listStatusSpans(db: Database, { deviceId, from, to }: StatusHistoryRequest): Json[] {
  const end = Math.min(to, new UptimeReader(db).knownUntil);
  // The span in which the period begins started before it.
  const rows = db
    .prepare<SpanRow>(
      `SELECT from_at, condition, reason FROM status_spans
       WHERE device_id = ?1 AND from_at < ?3 AND from_at >= coalesce(
         (SELECT max(from_at) FROM status_spans WHERE device_id = ?1 AND from_at <= ?2), ?2)
       ORDER BY from_at DESC LIMIT ${spansMax}`,
    )
    .all(deviceId, from, end)
    .reverse();
  return rows.map(({ from_at, condition, reason }, index) => ({
    from: formatInstant(Math.max(from, from_at)),
    to: formatInstant(rows[index + 1]?.from_at ?? end),
    condition,
    reason,
  }));
}
