import { expect, test } from 'vitest';
import type { PointFilter } from '../../core/ports.ts';
import { alarm, byId, device, midnight, outcomeOf, point } from '../test-batch.ts';
import { firstPage, opened } from './test-views.ts';

interface Feature {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function hub() {
  const { views, commit } = opened();
  return {
    commit,
    async features(filter: Partial<PointFilter> = {}): Promise<Feature[]> {
      return JSON.parse(`[${(await views.pointFeatures({ ...firstPage, ...filter })).text}]`);
    },
  };
}

test('a point is a feature whose properties a map can style by', async () => {
  const { commit, features } = hub();
  commit({
    points: byId(point('underpass', { name: '下穿通道', basin: 'north' })),
    devices: byId(device('gauge-1', { pointId: 'underpass' })),
    outcomes: [outcomeOf({ value: 152 }, { metric: 'battery_v', value: 3.6, measuredAt: midnight - 1 })],
    alarms: byId(alarm('A-1', { pointId: 'underpass', severity: 'orange' })),
  });
  expect(await features()).toEqual([
    {
      type: 'Feature',
      id: 'underpass',
      geometry: { type: 'Point', coordinates: [109.26, 35.58] },
      properties: {
        ...{
          id: 'underpass',
          name: '下穿通道',
          kind: 'flood',
          basin: 'north',
          address: null,
          road_class: null,
        },
        ...{ grid_code: null, component_code: null, owner_unit: null, maintainer_unit: null },
        ...{ supervisor_unit: null, subdistrict_unit: null, depth_mm: 152, battery_v: 3.6 },
        measured_at: '2026-07-14T00:00:00.000Z',
        ...{ severity: 'orange', alarm_id: 'A-1', rule_id: 'flood-depth' },
      },
    },
  ]);
});

test('a point where nothing was measured and nothing is wrong has no values', async () => {
  const { commit, features } = hub();
  commit({ points: byId(point('underpass')) });
  const properties = (await features())[0]?.properties;
  expect(properties).toMatchObject({ measured_at: null, severity: null, alarm_id: null, rule_id: null });
  expect(properties).not.toHaveProperty('latest');
});

test('of two devices that measure the same the newer counts, whichever comes first by its id', async () => {
  const { commit, features } = hub();
  const at = (pointId: string, older: string, newer: string) => ({
    devices: [device(older, { pointId }), device(newer, { pointId })],
    readings: [
      { deviceId: older, value: 10, measuredAt: midnight },
      { deviceId: newer, value: 20, measuredAt: midnight + 1 },
    ],
  });
  const [east, west] = [at('east', 'a', 'b'), at('west', 'd', 'c')];
  commit({
    points: byId(point('east'), point('west')),
    devices: byId(...east.devices, ...west.devices),
    outcomes: [outcomeOf(...east.readings, ...west.readings)],
  });
  expect((await features()).map(({ properties }) => properties.depth_mm)).toEqual([20, 20]);
});

test('a metric named as a field of points does not hide it', async () => {
  const { commit, features } = hub();
  commit({
    points: byId(point('underpass', { name: '下穿通道' })),
    devices: byId(device('gauge-1', { pointId: 'underpass' })),
    outcomes: [outcomeOf(...['id', 'severity', 'name'].map((metric) => ({ metric, value: 1 })))],
  });
  const properties = (await features())[0]?.properties;
  expect(properties).toMatchObject({ id: 'underpass', name: '下穿通道', severity: null });
});

test('a part of the map has what lies in it, its edges included, page after page', async () => {
  const { commit, features } = hub();
  commit({
    points: byId(
      point('a', { lon: 109.1, lat: 35.1 }),
      point('b', { lon: 109.2, lat: 35.2, kind: 'cover' }),
      point('c', { lon: 109.3, lat: 35.1 }),
      point('d', { lon: 109.1, lat: 35.3 }),
    ),
  });
  const within = [109.1, 35, 109.2, 35.2] as const;
  const idsOf = (found: readonly Feature[]) => found.map(({ id }) => id);
  expect(idsOf(await features({ within }))).toEqual(['a', 'b']);
  expect(idsOf(await features({ within, kind: 'cover' }))).toEqual(['b']);
  expect(idsOf(await features({ within, limit: 1 }))).toEqual(['a']);
});
