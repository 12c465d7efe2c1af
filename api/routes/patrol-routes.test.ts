import { afterEach, expect, test } from 'vitest';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;
afterEach(() => hub.app.close());

const point = (id: string, lon: number) => ({
  id,
  name: id,
  lon,
  lat: 35.58,
  address: null,
  latest: [],
  worst_alarm: null,
});
const subject = (id: string, category: string, over: object) => ({
  ...{
    id,
    category,
    title: id,
    state: 'dispatched',
    severity: 'red',
    unit_id: 'U-1',
    due_at: null,
    lon: 109.85,
  },
  ...{ lat: 35.58, point_id: null, ...over },
});

test('the patrol goes from point to point, with the open cases of each and those elsewhere', async () => {
  hub = await startTestHub({
    given: {
      points: async () => page([point('far', 109.9), point('near', 109.81)]),
      cases: async () =>
        page([
          subject('C-1', '05-06', { point_id: 'far' }),
          subject('C-2', '01-03', {}),
          subject('C-3', '90-01', { point_id: 'near' }),
        ]),
    },
  });
  const { status, body } = await hub.call('viewer', 'GET', '/patrol?lon=109.8&lat=35.58');
  expect(status).toBe(200);
  const stops = body.stops as { order: number; name: string; leg_m: number; cases: { id: string }[] }[];
  expect(stops.map(({ order, name, cases }) => [order, name, cases.map(({ id }) => id)])).toEqual([
    [1, 'near', []],
    [2, 'C-2', ['C-2']],
    [3, 'far', ['C-1']],
  ]);
  expect(Math.abs(Number(body.length_m) - stops.reduce((sum, { leg_m }) => sum + leg_m, 0))).toBeLessThan(3);
});
