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

const given = {
  points: async () => page([point('far', 109.9), point('near', 109.81)]),
  cases: async () =>
    page([
      subject('C-1', '05-06', { point_id: 'far' }),
      subject('C-2', '01-03', { unit_id: 'U-2' }),
      subject('C-3', '90-01', { point_id: 'near' }),
    ]),
};

test('the patrol goes from point to point, with the open cases of each and those elsewhere', async () => {
  hub = await startTestHub({ given });
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

test('of more places than anyone visits, those where something is wrong are on the list', async () => {
  const dry = Array.from({ length: 300 }, (_, n) => point(`dry-${n}`, 109.8 + n / 10_000));
  const alarmed = { ...point('alarmed', 109.9), worst_alarm: { id: 'A-1' } };
  const cases = async () => page([subject('C-1', '05-06', { point_id: 'last' })]);
  const points = async () => page([...dry, alarmed, point('last', 109.91)]);
  hub = await startTestHub({ given: { points, cases } });
  const { body } = await hub.call('viewer', 'GET', '/patrol');
  const names = (body.stops as { name: string }[]).map(({ name }) => name);
  expect(names).toHaveLength(200);
  expect(names).toEqual(expect.arrayContaining(['alarmed', 'last', 'dry-0']));
});

test('a crew is shown the cases of its own unit only', async () => {
  hub = await startTestHub({ given });
  const { body } = await hub.call('crew', 'GET', '/patrol');
  const stops = body.stops as { name: string; cases: { id: string }[] }[];
  expect(stops.flatMap(({ cases }) => cases.map(({ id }) => id))).toEqual(['C-1']);
  expect(stops).toHaveLength(2);
});

test('the page holds everything itself, and nothing that was written becomes markup', async () => {
  const hostile = { ...given, points: async () => page([{ ...point('p', 109.8), name: '<img src=x>' }]) };
  hub = await startTestHub({ given: hostile });
  const answer = await hub.app.inject({ url: '/api/v1/patrol.html', headers: hub.login('viewer') });
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('1. &lt;img src=x&gt;');
  expect(answer.body).toContain('案件 C-2');
  expect(answer.body).not.toMatch(/<(script|link|img)/);
});
