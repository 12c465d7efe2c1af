import { expect, test } from 'vitest';
import { dayMs } from '../../core/time.ts';
import { byId, device, midnight, outcomeOf, point } from '../test-batch.ts';
import { firstPage, ids, opened } from './test-views.ts';

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
  expect(await views.device('gauge-1')).toEqual({
    id: 'gauge-1',
    profile: 'flood-gauge',
    point_id: 'underpass',
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
  const none = { lastSeenAt: null, maintenanceUntil: null, maintenanceReason: null, expected_s: 60 };
  const battery = { trend: 'flat', emptyAt: null } as const;
  const status = { reason: 'reporting', outageId: 'O000001', statusSince: 0, battery, ...none } as const;
  commit({
    points: byId(point('p', { maintainerUnit: 'drainage' }), point('q', { ownerUnit: 'power' })),
    devices: byId(device('a', { pointId: 'p' }), device('b', { pointId: 'q', profile: 'tilt' }), device('c')),
    deviceStatuses: new Map([['a', { deviceId: 'a', status: 'online', ...status }]]),
  });
  expect(ids(await views.devices(firstPage))).toEqual(['a', 'b', 'c']);
  expect(ids(await views.devices({ ...firstPage, status: 'online' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, status: 'unknown' }))).toEqual(['b', 'c']);
  expect(ids(await views.devices({ ...firstPage, profile: 'tilt' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, pointId: 'p' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, unit: 'power' }))).toEqual(['b']);
  expect(ids(await views.devices({ ...firstPage, outageId: 'O000001' }))).toEqual(['a']);
  expect(ids(await views.devices({ ...firstPage, unit: 'drainage', profile: 'tilt' }))).toEqual([]);
});
