// Devices as operations see them: what the registry says, how they are, and the newest of what they say of themselves.
import type { DeviceFilter, Json, Page } from '../../core/ports.ts';
import type { Device } from '../../core/registry.ts';
import { dayMs, formatInstantOrNull } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';
import { UptimeReader } from './uptime-views.ts';

interface DeviceRow {
  readonly id: string;
  readonly body: string;
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
}

const order: ListOrder = { columns: ['d.id'], kinds: ['string'], newestFirst: false };

const latestOf = (metric: string) =>
  `(SELECT value FROM latest WHERE device = i.id
      AND metric = (SELECT id FROM metric_ids WHERE name = '${metric}')) AS ${metric}`;

const select = `
  SELECT d.id, d.body, json_extract(p.body, '$.intervalS') AS profile_interval_s,
    coalesce(s.status, 'unknown') AS status, coalesce(s.reason, 'never_heard') AS reason,
    s.outage_id, s.expected_s, s.battery_trend, s.battery_empty_at, s.status_since, s.last_seen_at,
    s.maintenance_until, s.maintenance_reason,
    ${latestOf('battery_v')}, ${latestOf('battery_pct')}, ${latestOf('rssi_dbm')}
  FROM devices d
  LEFT JOIN profiles p ON p.id = d.profile
  LEFT JOIN device_statuses s ON s.device_id = d.id
  LEFT JOIN device_ids i ON i.name = d.id`;

export function listDevices(db: Database, filter: DeviceFilter): Page<Json> {
  const conditions = new Conditions()
    .equal("coalesce(s.status, 'unknown')", filter.status)
    .equal('d.profile', filter.profile)
    .equal('d.point_id', filter.pointId)
    .equal('s.outage_id', filter.outageId)
    .after(order, filter.cursor);
  if (filter.unit !== undefined) {
    conditions.add(
      `EXISTS (SELECT 1 FROM points t WHERE t.id = d.point_id
         AND ? IN (t.maintainer_unit, t.owner_unit, t.supervisor_unit))`,
      filter.unit,
    );
  }
  const rows = db.prepare<DeviceRow>(`${select} ${conditions.where} ${orderBy(order)} LIMIT ?`);
  const found = rows.all(...conditions.values, filter.limit + 1);
  const uptimes = new UptimeReader(db);
  return pageOf(
    found,
    filter.limit,
    ({ id }) => [id],
    (row) => deviceJson(row, uptimes),
  );
}

export function findDevice(db: Database, id: string): Json | null {
  const row = db.prepare<DeviceRow>(`${select} WHERE d.id = ?`).get(id);
  return row === undefined ? null : deviceJson(row, new UptimeReader(db));
}

function deviceJson(row: DeviceRow, uptimes: UptimeReader): Json {
  const device = JSON.parse(row.body) as Device;
  return {
    id: device.id,
    profile: device.profile,
    point_id: device.pointId,
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
