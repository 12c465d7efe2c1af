import { expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../core/ports.ts';
import { formatInstant, hourMs } from '../../core/time.ts';
import { placedAlarm, raisedAt } from '../feeds/test-alarms.ts';
import { defaultPublicSettings } from '../public-settings.ts';
import { page, startTestHub } from '../test-hub.ts';

function point(id: string, depth_mm: number, over: Json = {}): Json {
  const value = { device_id: 'gauge-1', metric: 'depth_mm', unit: 'mm', value: depth_mm };
  return {
    ...{
      id,
      name: id,
      kind: 'flood',
      lon: 109.8412345678,
      lat: 35.58,
      address: null,
      maintainer_unit: 'drainage',
    },
    latest: [
      { ...value, measured_at: formatInstant(raisedAt), flags: [] },
      { ...value, metric: 'battery_v', value: 3.6, measured_at: formatInstant(raisedAt), flags: [] },
    ],
    worst_alarm: { id: 'A1', rule_id: 'device-offline', severity: 'blue' },
    ...over,
  };
}

async function start(map: boolean, points: readonly Json[], now = raisedAt + 60_000) {
  const hub = await startTestHub({
    now: () => now,
    given: {
      points: async (filter) => page(filter.kind === 'flood' ? points : []),
      placedAlarms: async () => [
        placedAlarm(),
        placedAlarm({ id: 'A9', category: '90-01', severity: 'red' }),
      ],
    },
    publicFace: { ...defaultPublicSettings, map },
  });
  onTestFinished(() => hub.app.close());
  return hub;
}

test('shows water in whole centimetres, worst first, and no device, unit or id', async () => {
  const points = [point('dry', 4), point('deep', 312), point('north-gate', 184)];
  const { app } = await start(true, points);
  const response = await app.inject('/public/floods.json');
  expect(response.headers['cache-control']).toContain('max-age');
  expect(response.json().points).toEqual([
    {
      ...{ name: 'north-gate', address: null, lon: 109.84123, lat: 35.58, severity: 'yellow', depth_cm: 18 },
      measured_at: formatInstant(raisedAt),
    },
    expect.objectContaining({ name: 'deep', severity: null, depth_cm: 31 }),
    expect.objectContaining({ name: 'dry', severity: null, depth_cm: 0 }),
  ]);
  for (const secret of ['gauge', 'drainage', 'battery', 'A1', 'C000003']) {
    expect(response.body).not.toContain(secret);
  }
});

test('tells no depth that is in doubt or old', async () => {
  const doubtful = point('doubtful', 500);
  const [value] = doubtful.latest as readonly Json[];
  const points = [{ ...doubtful, latest: [{ ...value, flags: ['jump'] }] }, point('old', 300)];
  const { app } = await start(true, points, raisedAt + 4 * hourMs);
  const { points: told } = (await app.inject('/public/floods.json')).json();
  expect(told.map(({ depth_cm }: Json) => depth_cm)).toEqual([null, null]);
});

test('is not there unless the city opens it', async () => {
  const { app } = await start(false, [point('north-gate', 184)]);
  expect((await app.inject('/public/floods.json')).statusCode).toBe(404);
  expect((await app.inject({ url: '/public', headers: { accept: 'text/html' } })).statusCode).toBe(404);
});
