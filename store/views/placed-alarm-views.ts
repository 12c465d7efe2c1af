// Alarms with the place where they are, for feeds that leave the hub.
import type { Json } from '../../core/ports.ts';
import type { Point } from '../../core/registry.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';

/** Alarms of each condition that are looked at: more is a town where everything is wrong. */
const mostActive = 5_000;
const mostCleared = 1_000;

interface PlacedRow {
  readonly alarm: string;
  readonly point: string;
}

export function listPlacedAlarms(db: Database, since: EpochMs): readonly Json[] {
  const placed = 'SELECT a.body AS alarm, p.body AS point FROM alarms a JOIN points p ON p.id = a.point_id';
  const active = db.prepare<PlacedRow>(
    `${placed} WHERE a.condition = 'active' ORDER BY a.raised_at DESC, a.id DESC LIMIT ?`,
  );
  // The index by change finds what was cleared last without a look at years of alarms.
  const cleared = db.prepare<PlacedRow>(
    `${placed} WHERE a.condition = 'cleared' ORDER BY a.changed_position DESC LIMIT ?`,
  );
  return [
    ...active.all(mostActive).map(placedAlarm),
    ...cleared
      .all(mostCleared)
      .map(placedAlarm)
      .filter((alarm) => isClearedSince(alarm, since)),
  ];
}

function isClearedSince(alarm: Json, since: EpochMs): boolean {
  return (parseInstant(alarm.cleared_at) ?? 0) >= since;
}

function placedAlarm(row: PlacedRow): Json {
  const { id, name, kind, lon, lat, address } = JSON.parse(row.point) as Point;
  return { ...(JSON.parse(row.alarm) as Json), point: { id, name, kind, lon, lat, address } };
}
