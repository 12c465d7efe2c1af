import { expect, test } from 'vitest';
import { qualityFlags } from '../../core/reading.ts';
import { alarm, byId, device, midnight, outcomeOf, point } from '../test-batch.ts';
import { firstPage, ids, opened } from './test-views.ts';

test('a point shows the latest of all its devices and its worst active alarm', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(point('underpass', { name: '下穿通道', basin: 'north' })),
    devices: byId(device('gauge-1', { pointId: 'underpass' }), device('tilt-1', { pointId: 'underpass' })),
    outcomes: [
      outcomeOf(
        { value: 152, flags: qualityFlags.gradient | qualityFlags.low_confidence },
        { deviceId: 'tilt-1', metric: 'tilt_deg', value: 2 },
        { deviceId: 'elsewhere', value: 9 },
      ),
    ],
    alarms: byId(
      alarm('old', { severity: 'orange', raisedAt: midnight - 1 }),
      alarm('new', { severity: 'orange' }),
      alarm('light', { severity: 'blue', raisedAt: midnight + 1 }),
      alarm('over', { severity: 'red', condition: 'cleared' }),
      alarm('elsewhere', { severity: 'red', pointId: 'square' }),
    ),
  });
  const measured_at = '2026-07-14T00:00:00.000Z';
  const flags = ['gradient', 'low_confidence'];
  expect(await views.point('underpass')).toEqual({
    id: 'underpass',
    name: '下穿通道',
    kind: 'flood',
    lon: 109.26,
    lat: 35.58,
    grid_code: null,
    component_code: null,
    owner_unit: null,
    maintainer_unit: null,
    supervisor_unit: null,
    subdistrict_unit: null,
    basin: 'north',
    road_class: null,
    address: null,
    latest: [
      { device_id: 'gauge-1', metric: 'depth_mm', unit: 'mm', value: 152, measured_at, flags },
      { device_id: 'tilt-1', metric: 'tilt_deg', unit: '°', value: 2, measured_at, flags: [] },
    ],
    worst_alarm: {
      id: 'new',
      rule_id: 'flood-depth',
      severity: 'orange',
      condition: 'active',
      raised_at: measured_at,
    },
  });
});

test('points are found by kind, basin and a part of their words, and units by nothing', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(
      point('a', { kind: 'cover', name: '北关路口', address: '中心街 7 号' }),
      point('b', { basin: 'north' }),
    ),
    units: byId({
      id: 'u',
      name: '排水',
      kind: 'maintainer',
      parentUnit: null,
      phone: '110',
      email: null,
      webhook: null,
    }),
  });
  expect(ids(await views.points({ ...firstPage, kind: 'cover' }))).toEqual(['a']);
  expect(ids(await views.points({ ...firstPage, basin: 'north' }))).toEqual(['b']);
  for (const search of ['A', '北关', '中心街']) {
    expect(ids(await views.points({ ...firstPage, search }))).toEqual(['a']);
  }
  expect(await views.point('c')).toBeNull();
  expect((await views.units(firstPage)).items).toEqual([
    {
      id: 'u',
      name: '排水',
      kind: 'maintainer',
      parent_unit: null,
      phone: '110',
      email: null,
      webhook: null,
    },
  ]);
});
