// The rainstorm page: whether the mode is on, the flood points by how bad they are, the basins, and what is held back.
import type { Json } from '../../core/ports.ts';
import { flagNames, qualityFlags } from '../../core/reading.ts';
import type { Point } from '../../core/registry.ts';
import { type Severity, severities, severityRank } from '../../core/severity.ts';
import { formatInstant, minuteMs } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { findReadings } from './reading-views.ts';

/** The rise of the water is looked at over this time. */
const riseMs = 10 * minuteMs;
/** Readings that the rules would not look at say nothing of the depth. */
const untrusted =
  qualityFlags.late |
  qualityFlags.no_echo |
  qualityFlags.gradient |
  qualityFlags.blip |
  qualityFlags.faulty_sensor;
/** Classes of roads, the most important first, in the words of the planning code and their usual translations. */
const roadClasses = [
  ['快速路', 'expressway'],
  ['主干路', 'arterial'],
  ['次干路', 'secondary'],
  ['支路', 'branch'],
] as const;

interface GaugeRow {
  readonly point_body: string;
  readonly device_id: string | null;
  readonly low_point_delta_mm: number | null;
  readonly status: string | null;
  readonly at: number | null;
  readonly value: number | null;
  readonly flags: number | null;
}

interface FloodLine extends Json {
  readonly depth_mm: number | null;
  readonly rise_mm: number | null;
  readonly severity: Severity | null;
  readonly basin: string | null;
}

export function findRainstorm(db: Database): Json {
  const newest = db.prepare<{ body: string }>(
    'SELECT body FROM rainstorms ORDER BY began_at DESC, id DESC LIMIT 20',
  );
  const storms = newest.all().map(({ body }) => JSON.parse(body) as Json);
  const [last] = storms;
  const current = last !== undefined && last.ended_at === null ? last : null;
  const points = floodLines(db);
  return {
    active: current !== null,
    current,
    last_ended: storms.find((storm) => storm.ended_at !== null) ?? null,
    points,
    basins: basinLines(db, points),
    held: heldBack(db, current === null ? null : String(current.id)),
  };
}

/** One line for each flood point: the deepest first, then the one that rises fastest, then the greater road. */
function floodLines(db: Database): FloodLine[] {
  const gauges = db.prepare<GaugeRow>(
    `SELECT p.body AS point_body, d.id AS device_id, json_extract(d.body, '$.lowPointDeltaMm') AS low_point_delta_mm,
       coalesce(s.status, 'unknown') AS status, l.at, l.value, l.flags
     FROM points p
     LEFT JOIN devices d ON d.point_id = p.id
     LEFT JOIN device_statuses s ON s.device_id = d.id
     LEFT JOIN device_ids i ON i.name = d.id
     LEFT JOIN latest l ON l.device = i.id AND l.metric = (SELECT id FROM metric_ids WHERE name = 'depth_mm')
     WHERE p.kind = 'flood' ORDER BY p.id, d.id`,
  );
  const worst = worstFloodAlarms(db);
  const deepest = new Map<string, FloodLine>();
  for (const row of gauges.all()) {
    const point = JSON.parse(row.point_body) as Point;
    const line = floodLine(db, point, row, worst.get(point.id) ?? null);
    const known = deepest.get(point.id);
    if (known === undefined || (line.depth_mm ?? -1) > (known.depth_mm ?? -1)) deepest.set(point.id, line);
  }
  const lines = [...deepest.values()].sort(
    (a, b) =>
      (b.depth_mm ?? -1) - (a.depth_mm ?? -1) ||
      (b.rise_mm ?? 0) - (a.rise_mm ?? 0) ||
      roadRank(a.road_class) - roadRank(b.road_class) ||
      (String(a.point_id) < String(b.point_id) ? -1 : 1),
  );
  return lines.map((line, index) => ({ rank: index + 1, ...line }));
}

function floodLine(db: Database, point: Point, row: GaugeRow, alarm: AlarmRow | null): FloodLine {
  const isTrusted = row.flags !== null && (row.flags & untrusted) === 0;
  const depth_mm = isTrusted ? Math.max(0, row.value ?? 0) : null;
  return {
    point_id: point.id,
    name: point.name,
    basin: point.basin,
    road_class: point.roadClass,
    depth_mm,
    low_point_depth_mm:
      depth_mm === null || row.low_point_delta_mm === null ? null : depth_mm + row.low_point_delta_mm,
    rise_mm:
      depth_mm === null || row.device_id === null || row.at === null ? null : rise(db, row.device_id, row.at),
    rise_minutes: riseMs / minuteMs,
    measured_at: row.at === null ? null : formatInstant(row.at),
    flags: row.flags === null ? [] : flagNames(row.flags),
    device_id: row.device_id,
    device_status: row.device_id === null ? null : row.status,
    severity: alarm?.severity ?? null,
    alarm_id: alarm?.id ?? null,
  };
}

/** How much the water rose in the last minutes before `at`, mm; negative where it fell. */
function rise(db: Database, deviceId: string, at: number): number | null {
  const { points } = findReadings(db, {
    deviceId,
    metric: 'depth_mm',
    from: at - riseMs,
    to: at,
    maxPoints: 2_000,
  });
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return null;
  return Math.max(0, last[1]) - Math.max(0, first[1]);
}

function roadRank(roadClass: unknown): number {
  const index = roadClasses.findIndex((names) => (names as readonly unknown[]).includes(roadClass));
  return index === -1 ? roadClasses.length : index;
}

interface AlarmRow {
  readonly id: string;
  readonly point_id: string | null;
  readonly basin: string | null;
  readonly severity: Severity;
  readonly category: string | null;
  readonly suppressed_by: string | null;
}

function activeAlarms(db: Database): AlarmRow[] {
  return db
    .prepare<AlarmRow>(
      `SELECT a.id, a.point_id, p.basin, a.severity, json_extract(a.body, '$.suppressed_by') AS suppressed_by,
         json_extract(r.body, '$.definition.category') AS category
       FROM alarms a
       LEFT JOIN points p ON p.id = a.point_id
       LEFT JOIN rules r ON r.id = a.rule_id
       WHERE a.condition = 'active' ORDER BY a.raised_at DESC, a.id DESC`,
    )
    .all();
}

/** Of each point the worst alarm about water. */
function worstFloodAlarms(db: Database): Map<string, AlarmRow> {
  const worst = new Map<string, AlarmRow>();
  for (const alarm of activeAlarms(db)) {
    if (alarm.point_id === null || alarm.category !== '05-06') continue;
    const known = worst.get(alarm.point_id);
    if (known === undefined || severityRank(alarm.severity) > severityRank(known.severity)) {
      worst.set(alarm.point_id, alarm);
    }
  }
  return worst;
}

/** The alarms that speak to people, by drainage basin, the gravest basin first. */
function basinLines(db: Database, points: readonly FloodLine[]): Json[] {
  const basins = new Map<string | null, AlarmRow[]>();
  for (const { basin } of points) basins.set(basin, []);
  for (const alarm of activeAlarms(db)) {
    if (alarm.suppressed_by !== null) continue;
    const alarms = basins.get(alarm.basin);
    if (alarms === undefined) basins.set(alarm.basin, [alarm]);
    else alarms.push(alarm);
  }
  const lines = [...basins].map(([basin, alarms]) => {
    const own = points.filter((point) => point.basin === basin);
    const rank = alarms.reduce((most, { severity }) => Math.max(most, severityRank(severity)), 0);
    return {
      basin,
      severity: severities[rank - 1] ?? null,
      alarms: alarms.length,
      alarm_ids: alarms.map(({ id }) => id),
      flood_points: own.length,
      flooded_points: own.filter(({ severity }) => severity !== null).length,
      deepest_mm: own.reduce((most, { depth_mm }) => Math.max(most, depth_mm ?? 0), 0),
    };
  });
  return lines.sort(
    (a, b) =>
      severityRank(b.severity) - severityRank(a.severity) ||
      b.deepest_mm - a.deepest_mm ||
      b.alarms - a.alarms ||
      (String(a.basin) < String(b.basin) ? -1 : 1),
  );
}

interface HeldRow {
  readonly rule_id: string;
  readonly count: number;
}

function heldBack(db: Database, stormId: string | null): Json {
  const held = db.prepare<HeldRow>(
    `SELECT rule_id, count(*) AS count FROM alarms
     WHERE condition = 'active' AND json_extract(body, '$.suppressed_by') = ? GROUP BY rule_id ORDER BY rule_id`,
  );
  const rows = stormId === null ? [] : held.all(stormId);
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    by_rule: Object.fromEntries(rows.map(({ rule_id, count }) => [rule_id, count])),
  };
}
