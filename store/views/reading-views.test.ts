import { expect, test } from 'vitest';
import { dayMs } from '../../core/time.ts';
import { midnight, outcomeOf } from '../test-batch.ts';
import { opened } from './test-views.ts';

test('readings come from all days in order, from the first instant to the last, both included', async () => {
  const { views, commit } = opened();
  const at = (measuredAt: number, value: number) => ({ measuredAt, value });
  const yearsAgo = Date.UTC(1998, 1, 28);
  commit({
    outcomes: [outcomeOf(at(midnight + dayMs, 3), at(midnight, 2), at(midnight - 1, 1), at(yearsAgo, 0))],
  });
  const ask = (from: number, to: number) =>
    views.readings({ deviceId: 'gauge-1', metric: 'depth_mm', from, to, maxPoints: 100 });
  expect(await ask(0, midnight + 2 * dayMs)).toEqual({
    points: [
      [yearsAgo, 0],
      [midnight - 1, 1],
      [midnight, 2],
      [midnight + dayMs, 3],
    ],
    reduced: false,
  });
  expect((await ask(midnight - 1, midnight)).points).toEqual([
    [midnight - 1, 1],
    [midnight, 2],
  ]);
  expect((await ask(-1e15, 1e15)).points).toHaveLength(4);
  expect((await ask(midnight, midnight - 1)).points).toEqual([]);
  const none = { from: 0, to: midnight, maxPoints: 10 };
  expect(await views.readings({ ...none, deviceId: 'ghost', metric: 'depth_mm' })).toEqual({
    points: [],
    reduced: false,
  });
  expect(await views.readings({ ...none, deviceId: 'gauge-1', metric: 'tilt_deg' })).toEqual({
    points: [],
    reduced: false,
  });
});

test('more readings than asked for are reduced without losing the peak', async () => {
  const { views, commit } = opened();
  const readings = Array.from({ length: 3_000 }, (_, i) => ({
    measuredAt: midnight + i * 60_000,
    value: i === 1_234 ? 412 : i === 2_345 ? -7 : i % 5,
  }));
  commit({ outcomes: [outcomeOf(...readings)] });
  const ask = (maxPoints: number) =>
    views.readings({ deviceId: 'gauge-1', metric: 'depth_mm', from: 0, to: midnight + 9 * dayMs, maxPoints });
  const reduced = await ask(100);
  expect(reduced.reduced).toBe(true);
  expect(reduced.points.length).toBeLessThanOrEqual(100);
  expect(reduced.points.length).toBeGreaterThan(90);
  expect(reduced.points).toContainEqual([midnight + 1_234 * 60_000, 412]);
  expect(reduced.points).toContainEqual([midnight + 2_345 * 60_000, -7]);
  const whole = await ask(3_000);
  expect(whole).toMatchObject({ reduced: false });
  expect(whole.points).toHaveLength(3_000);
});
