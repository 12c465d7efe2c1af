import { expect, test } from 'vitest';
import type { DeviceStatus } from '../../core/effects.ts';
import { dayMs, type EpochMs, hourMs } from '../../core/time.ts';
import { byId, device, midnight, outcomeOf, point } from '../test-batch.ts';
import { firstPage, ids, opened, walk } from './test-views.ts';

function status(deviceId: string, over: Partial<DeviceStatus>): DeviceStatus {
  return {
    ...{ deviceId, status: 'online', reason: 'reporting', outageId: null, statusSince: 0, lastSeenAt: null },
    ...{ maintenanceUntil: null, maintenanceReason: null, expected_s: 60 },
    battery: { trend: 'flat', emptyAt: null },
    ...over,
  };
}

test('a device shows its registry entry, its status and the newest of its own state', async () => {
  const { views, commit } = opened();
  const gauge = device('gauge-1', {
    pointId: 'underpass',
    intervalS: 60,
    devEui: '70b3d5',
    gateway: 'roof',
    zeroOffsetMm: 3,
    lowPointDeltaMm: 240,
    mountHeightMm: 2_500,
    baselineTiltDeg: 1.5,
  });
  commit({
    devices: byId(gauge),
    deviceStatuses: new Map([
      [
        'gauge-1',
        {
          deviceId: 'gauge-1',
          status: 'maintenance',
          reason: 'planned_work',
          outageId: null,
          expected_s: 75,
          battery: { trend: 'falling', emptyAt: midnight + 9 * dayMs },
          statusSince: midnight,
          lastSeenAt: midnight + 5,
          maintenanceUntil: midnight + dayMs,
          maintenanceReason: 'new battery',
        },
      ],
    ]),
    outcomes: [
      outcomeOf(
        { metric: 'battery_v', value: 3.61 },
        { metric: 'battery_v', measuredAt: midnight - 1, value: 3.7 },
        { metric: 'rssi_dbm', value: -81 },
      ),
    ],
  });
  const at = '2026-07-14T00:00:00.000Z';
  expect(await views.device('gauge-1')).toEqual({
    id: 'gauge-1',
    profile: 'flood-gauge',
    point_id: 'underpass',
    point_name: null,
    status: 'maintenance',
    status_reason: 'planned_work',
    outage_id: null,
    status_since: '2026-07-14T00:00:00.000Z',
    last_seen_at: '2026-07-14T00:00:00.005Z',
    interval_s: 60,
    expected_interval_s: 75,
    battery_v: 3.61,
    battery_pct: null,
    rssi_dbm: -81,
    newest_reading_at: at,
    battery_trend: 'falling',
    battery_empty_at: '2026-07-23T00:00:00.000Z',
    uptime_24h: null,
    uptime_30d: null,
    gateway: 'roof',
    dev_eui: '70b3d5',
    zero_offset_mm: 3,
    low_point_delta_mm: 240,
    mount_height_mm: 2_500,
    baseline_tilt_deg: 1.5,
    maintenance_until: '2026-07-15T00:00:00.000Z',
    maintenance_reason: 'new battery',
    latest: [
      { device_id: 'gauge-1', metric: 'battery_v', unit: 'V', value: 3.61, flags: [], measured_at: at },
      { device_id: 'gauge-1', metric: 'rssi_dbm', unit: 'dBm', value: -81, flags: [], measured_at: at },
    ],
  });
  expect(await views.device('gauge-2')).toBeNull();
});

test('a device that says no interval shows its profile’s, and one never heard of is unknown', async () => {
  const { views, commit } = opened();
  const profile = {
    id: 'flood-gauge',
    label: { zh: '积水计', en: 'Gauge' },
    intervalS: 900,
    primaryMetric: 'depth_mm',
    sentinels: {},
  };
  commit({ devices: byId(device('gauge-1')), profiles: byId(profile) });
  expect(await views.device('gauge-1')).toMatchObject({
    interval_s: 900,
    expected_interval_s: 900,
    status: 'unknown',
    status_reason: 'never_heard',
    status_since: null,
  });
});

test('devices are found by status, profile, point and the unit that answers for the point', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(
      point('p', { maintainerUnit: 'drainage', basin: 'north' }),
      point('q', { ownerUnit: 'power' }),
    ),
    devices: byId(
      device('a', { pointId: 'p', gateway: 'roof' }),
      device('b', { pointId: 'q', profile: 'tilt', devEui: '70b3D5' }),
      device('c'),
    ),
    deviceStatuses: new Map([['a', status('a', { outageId: 'O000001' })]]),
  });
  expect(ids(await views.devices(firstPage))).toEqual(['a', 'b', 'c']);
  expect(ids(await views.devices({ ...firstPage, status: 'online' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, status: 'unknown' }))).toEqual(['b', 'c']);
  expect(ids(await views.devices({ ...firstPage, profile: 'tilt' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, pointId: 'p' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, unit: 'power' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, outageId: 'O000001' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, unit: 'drainage', profile: 'tilt' }))).toEqual([]);
  expect(ids(await views.devices({ ...firstPage, basin: 'north' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, gateway: 'roof' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, reason: 'never_heard' }))).toEqual(['b', 'c']);
  expect(ids(await views.devices({ ...firstPage, search: 'B3d' }))).toEqual(['b']);
  expect(await views.deviceCounts({})).toEqual({
    total: 3,
    by_status: { online: 1, late: 0, offline: 0, unknown: 2, maintenance: 0 },
    by_reason: { reporting: 1, never_heard: 2 },
  });
  expect(await views.deviceCounts({ unit: 'power' })).toMatchObject({ total: 1 });
});

test('silent ones come first, each longest unheard first, or those whose battery is empty soonest', async () => {
  const { views, commit } = opened();
  const known = (id: string, lastSeenAt: EpochMs, emptyAt: EpochMs | null) =>
    status(id, { lastSeenAt, battery: { trend: emptyAt === null ? 'flat' : 'falling', emptyAt } });
  commit({
    devices: byId(device('a'), device('b'), device('c'), device('d'), device('e')),
    deviceStatuses: new Map([
      ['e', status('e', { status: 'offline', lastSeenAt: midnight })],
      ['a', known('a', midnight, midnight + dayMs)],
      ['b', known('b', midnight - hourMs, null)],
      ['c', known('c', midnight - dayMs, midnight)],
    ]),
  });
  const inOrder = (order: 'silence' | 'battery') => walk((page) => views.devices({ ...page, order }), 1);
  expect(await inOrder('silence')).toEqual(['e', 'd', 'c', 'b', 'a']);
  expect(await inOrder('battery')).toEqual(['c', 'a', 'b', 'd', 'e']);
});

test('the spans of a period are cut to it, and the last one ends with what the hub knows', async () => {
  const { views, commit } = opened();
  const sums = { upMs: 0, downMs: 0, failures: 0, repairs: 0, repairMs: 0 };
  const span = (hoursBefore: number, condition: 'up' | 'down', reason: 'reporting' | 'silent') => {
    return { deviceId: 'a', fromAt: midnight - hoursBefore * hourMs, condition, reason, ...sums };
  };
  commit({
    devices: byId(device('a')),
    statusSpans: [span(9, 'up', 'reporting'), span(5, 'down', 'silent'), span(2, 'up', 'reporting')],
  });
  const spans = await views.statusHistory({
    deviceId: 'a',
    from: midnight - 6 * hourMs,
    to: midnight + dayMs,
  });
  expect(spans).toEqual([
    {
      ...{ from: '2026-07-13T18:00:00.000Z', to: '2026-07-13T19:00:00.000Z' },
      ...{ condition: 'up', reason: 'reporting' },
    },
    {
      ...{ from: '2026-07-13T19:00:00.000Z', to: '2026-07-13T22:00:00.000Z' },
      ...{ condition: 'down', reason: 'silent' },
    },
    {
      ...{ from: '2026-07-13T22:00:00.000Z', to: '2026-07-14T00:00:00.000Z' },
      ...{ condition: 'up', reason: 'reporting' },
    },
  ]);
  const before = { deviceId: 'a', from: midnight - dayMs, to: midnight - 12 * hourMs };
  expect(await views.statusHistory(before)).toEqual([]);
});
