// Devices as operations see them: what the registry says, how they are, and the newest of what they say of themselves.

import type { DeviceChoice, DeviceOrder } from '../../core/device-choice.ts';
import { deviceStatuses } from '../../core/effects.ts';
import type { DeviceFilter, Json, Page } from '../../core/ports.ts';
import type { Device } from '../../core/registry.ts';
import { dayMs, formatInstantOrNull } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';
import { type LatestRow, latestJson } from './latest-json.ts';
import { UptimeReader } from './uptime-views.ts';

interface DeviceRow {
  readonly id: string;
  readonly body: string;
  readonly point_name: string | null;
  readonly profile_interval_s: number | null;
  readonly status: string;
  readonly status_since: number | null;
  readonly last_seen_at: number | null;
  readonly reason: string;
  readonly outage_id: string | null;
  readonly expected_s: number | null;
  readonly battery_trend: string | null;
  readonly battery_empty_at: number | null;
  readonly maintenance_until: number | null;
  readonly maintenance_reason: string | null;
  readonly battery_v: number | null;
  readonly battery_pct: number | null;
  readonly rssi_dbm: number | null;
  readonly newest_reading_at: number | null;
}

/** Later than any battery lasts: those without a forecast come last. */
const never = 8_640_000_000_000_000;

/** The statuses that need somebody first; what is left comes after them. */
const attention: readonly string[] = ['offline', 'late', 'unknown', 'maintenance'];
/** More than any instant, epoch ms. */
const rankStep = 100_000_000_000_000;

const statusRank = `CASE coalesce(s.status, 'unknown')
  ${attention.map((status, rank) => `WHEN '${status}' THEN ${rank}`).join(' ')} ELSE ${attention.length} END`;

const sortKeys = {
  id: null,
  silence: `(${statusRank} * ${rankStep} + coalesce(s.last_seen_at, 0))`,
  battery: `coalesce(s.battery_empty_at, ${never})`,
} as const satisfies Record<DeviceOrder, string | null>;

function orderOf(name: DeviceOrder): ListOrder {
  const key = sortKeys[name];
  return key === null
    ? { columns: ['d.id'], kinds: ['string'], newestFirst: false }
    : { columns: [key, 'd.id'], kinds: ['number', 'string'], newestFirst: false };
}

const latestOf = (metric: string) =>
  `(SELECT value FROM latest WHERE device = i.id
      AND metric = (SELECT id FROM metric_ids WHERE name = '${metric}')) AS ${metric}`;

const from = `
  FROM devices d
  LEFT JOIN profiles p ON p.id = d.profile
  LEFT JOIN device_statuses s ON s.device_id = d.id`;

const select = `
  SELECT d.id, d.body, (SELECT body ->> '$.name' FROM points WHERE id = d.point_id) AS point_name,
    json_extract(p.body, '$.intervalS') AS profile_interval_s,
    coalesce(s.status, 'unknown') AS status, coalesce(s.reason, 'never_heard') AS reason,
    s.outage_id, s.expected_s, s.battery_trend, s.battery_empty_at, s.status_since, s.last_seen_at,
    s.maintenance_until, s.maintenance_reason,
    ${latestOf('battery_v')}, ${latestOf('battery_pct')}, ${latestOf('rssi_dbm')},
    (SELECT max(at) FROM latest WHERE device = i.id) AS newest_reading_at
  ${from}
  LEFT JOIN device_ids i ON i.name = d.id`;

function chosen(choice: DeviceChoice): Conditions {
  const conditions = new Conditions()
    .equal("coalesce(s.reason, 'never_heard')", choice.reason)
    .equal('d.profile', choice.profile)
    .equal('d.point_id', choice.pointId)
    .equal("json_extract(d.body, '$.gateway')", choice.gateway)
    .equal('s.outage_id', choice.outageId);
  if (choice.search !== undefined) {
    const text = choice.search.toLowerCase();
    conditions.add(
      "(instr(lower(d.id), ?) > 0 OR instr(lower(json_extract(d.body, '$.devEui')), ?) > 0)",
      ...[text, text],
    );
  }
  if (choice.pointKind !== undefined) {
    conditions.add('d.point_id IN (SELECT id FROM points WHERE kind = ?)', choice.pointKind);
  }
  if (choice.basin !== undefined) {
    conditions.add('d.point_id IN (SELECT id FROM points WHERE basin = ?)', choice.basin);
  }
  if (choice.unit !== undefined) {
    conditions.add(
      `EXISTS (SELECT 1 FROM points t WHERE t.id = d.point_id
         AND ? IN (t.maintainer_unit, t.owner_unit, t.supervisor_unit))`,
      choice.unit,
    );
  }
  return conditions;
}

export function listDevices(db: Database, filter: DeviceFilter): Page<Json> {
  const order = orderOf(filter.order ?? 'id');
  const conditions = chosen(filter)
    .equal("coalesce(s.status, 'unknown')", filter.status)
    .after(order, filter.cursor);
  const rows = db.prepare<DeviceRow>(`${select} ${conditions.where} ${orderBy(order)} LIMIT ?`);
  const found = rows.all(...conditions.values, filter.limit + 1);
  const uptimes = new UptimeReader(db);
  return pageOf(
    found,
    filter.limit,
    (row) => sortKeyOf(filter.order ?? 'id', row),
    (row) => deviceJson(row, uptimes),
  );
}

function sortKeyOf(order: DeviceOrder, row: DeviceRow): (string | number)[] {
  switch (order) {
    case 'id':
      return [row.id];
    case 'silence':
      return [silenceKey(row), row.id];
    case 'battery':
      return [row.battery_empty_at ?? never, row.id];
  }
}

function silenceKey({ status, last_seen_at }: DeviceRow): number {
  const rank = attention.indexOf(status);
  return (rank === -1 ? attention.length : rank) * rankStep + (last_seen_at ?? 0);
}

interface CountRow {
  readonly status: string;
  readonly reason: string;
  readonly devices: number;
}

export function countDevices(db: Database, choice: DeviceChoice): Json {
  const { where, values } = chosen(choice);
  const rows = db
    .prepare<CountRow>(
      `SELECT coalesce(s.status, 'unknown') AS status, coalesce(s.reason, 'never_heard') AS reason,
         count(*) AS devices ${from} ${where} GROUP BY 1, 2`,
    )
    .all(...values);
  const byStatus: Record<string, number> = Object.fromEntries(deviceStatuses.map((status) => [status, 0]));
  const byReason: Record<string, number> = {};
  let total = 0;
  for (const { status, reason, devices } of rows) {
    byStatus[status] = (byStatus[status] ?? 0) + devices;
    byReason[reason] = (byReason[reason] ?? 0) + devices;
    total += devices;
  }
  return { total, by_status: byStatus, by_reason: byReason };
}

export function findDevice(db: Database, id: string): Json | null {
  const row = db.prepare<DeviceRow>(`${select} WHERE d.id = ?`).get(id);
  if (row === undefined) return null;
  const latest = db.prepare<LatestRow>(
    `SELECT i.name AS device_id, m.name AS metric, l.at, l.value, l.flags
     FROM device_ids i
     CROSS JOIN latest l ON l.device = i.id
     CROSS JOIN metric_ids m ON m.id = l.metric
     WHERE i.name = ? ORDER BY m.name`,
  );
  return { ...deviceJson(row, new UptimeReader(db)), latest: latest.all(id).map(latestJson) };
}

function deviceJson(row: DeviceRow, uptimes: UptimeReader): Json {
  const device = JSON.parse(row.body) as Device;
  return {
    id: device.id,
    profile: device.profile,
    point_id: device.pointId,
    point_name: row.point_name,
    status: row.status,
    status_reason: row.reason,
    outage_id: row.outage_id,
    status_since: formatInstantOrNull(row.status_since),
    last_seen_at: formatInstantOrNull(row.last_seen_at),
    interval_s: device.intervalS ?? row.profile_interval_s,
    expected_interval_s: row.expected_s ?? device.intervalS ?? row.profile_interval_s,
    battery_v: row.battery_v,
    battery_pct: row.battery_pct,
    rssi_dbm: row.rssi_dbm,
    newest_reading_at: formatInstantOrNull(row.newest_reading_at),
    battery_trend: row.battery_trend ?? 'too_short',
    battery_empty_at: formatInstantOrNull(row.battery_empty_at),
    uptime_24h: uptimes.uptime(device.id, dayMs),
    uptime_30d: uptimes.uptime(device.id, 30 * dayMs),
    gateway: device.gateway,
    dev_eui: device.devEui,
    zero_offset_mm: device.zeroOffsetMm,
    low_point_delta_mm: device.lowPointDeltaMm,
    mount_height_mm: device.mountHeightMm,
    baseline_tilt_deg: device.baselineTiltDeg,
    maintenance_until: formatInstantOrNull(row.maintenance_until),
    maintenance_reason: row.maintenance_reason,
  };
}
