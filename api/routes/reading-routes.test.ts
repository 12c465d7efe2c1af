import { afterEach, expect, test } from 'vitest';
import { unitOf } from '../../core/metric.ts';
import type { ReadingsReply, ReadingsRequest } from '../../core/ports.ts';
import { dayMs } from '../../core/time.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;
let asked: ReadingsRequest[];

afterEach(async () => {
  await hub.app.close();
});

async function start(reply: ReadingsReply) {
  asked = [];
  hub = await startTestHub({
    given: {
      readings: async (request) => {
        asked.push(request);
        return reply;
      },
      device: async (id) => (id === 'G-1' ? { id } : null),
    },
  });
}

test('the last day, in at most 1000 points, is given unless asked otherwise', async () => {
  await start({ points: [[testNow - 5, 152]], reduced: true });
  const { status, body } = await hub.call('viewer', 'GET', '/readings?device_id=G-1&metric=depth_mm');
  expect(status).toBe(200);
  expect(body).toEqual({
    device_id: 'G-1',
    metric: 'depth_mm',
    unit: 'mm',
    points: [[testNow - 5, 152]],
    reduced: true,
  });
  expect(asked).toEqual([
    { deviceId: 'G-1', metric: 'depth_mm', from: testNow - dayMs, to: testNow, maxPoints: 1_000 },
  ]);
});

test('a span and a number of points are passed on', async () => {
  await start({ points: [], reduced: false });
  const span = 'from=2026-06-30T08:00:00%2B08:00&to=1782864000000';
  await hub.call('viewer', 'GET', `/readings?device_id=G-1&metric=depth_mm&${span}&max_points=10000`);
  expect(asked[0]).toMatchObject({ from: Date.UTC(2026, 5, 30), to: 1_782_864_000_000, maxPoints: 10_000 });
});

test('the day before an end is given where only the end is', async () => {
  await start({ points: [], reduced: false });
  await hub.call('viewer', 'GET', '/readings?device_id=G-1&metric=depth_mm&to=1782864000000');
  expect(asked[0]).toMatchObject({ from: 1_782_864_000_000 - dayMs });
});

test('a device that has no readings has none; one that is not there is missing', async () => {
  await start({ points: [], reduced: false });
  expect((await hub.call('viewer', 'GET', '/readings?device_id=G-1&metric=depth_mm')).body.points).toEqual(
    [],
  );
  expect((await hub.call('viewer', 'GET', '/readings?device_id=G-9&metric=depth_mm')).status).toBe(404);
});

test.each([
  ['device_id=G-1', 'metric'],
  ['metric=depth_mm', 'device_id'],
  ['device_id=G-1&metric=depth_mm&max_points=10001', 'max_points'],
  ['device_id=G-1&metric=depth_mm&from=2026-07-01', 'from'],
  ['device_id=G-1&metric=depth_mm&from=2026-07-02T00:00:00Z&to=2026-07-01T00:00:00Z', 'from'],
])('%s is refused for its %s', async (query, field) => {
  await start({ points: [], reduced: false });
  const { status, body } = await hub.call('viewer', 'GET', `/readings?${query}`);
  expect(status).toBe(400);
  expect(body.field).toBe(field);
  expect(asked).toEqual([]);
});

test.each([
  ['depth_mm', 'mm'],
  ['tilt_deg', '°'],
  ['cover_open', ''],
  ['turbidity_ntu', 'ntu'],
  ['speed', ''],
])('%s is measured in "%s"', (metric, unit) => {
  expect(unitOf(metric)).toBe(unit);
});
