import { describe, expect, test } from 'vitest';
import { minuteMs, secondMs } from '../../../../core/time.ts';
import { type DepthTrail, depthChange, extendTrail, noTrail } from './depth-trail.ts';

function trailOf(depths: readonly number[], everyMs: number): DepthTrail {
  return depths.reduce<DepthTrail>(
    (trail, depth_mm, i) => extendTrail(trail, { at: i * everyMs, depth_mm }),
    noTrail,
  );
}

describe('the trail of depths', () => {
  test('tells the change over the last five minutes', () => {
    const trail = trailOf([0, 10, 20, 30, 40, 50, 60, 70], minuteMs);
    expect(depthChange(trail)).toEqual({ change_mm: 50, spanMs: 5 * minuteMs });
  });

  test('tells nothing before a minute is known', () => {
    expect(depthChange(noTrail)).toBeNull();
    expect(depthChange(trailOf([0, 90], 30 * secondMs))).toBeNull();
  });

  test('stays small however often a gauge reports, and ends with the newest depth', () => {
    const trail = trailOf(
      Array.from({ length: 5_000 }, (_, i) => i),
      secondMs,
    );
    expect(trail.length).toBeLessThan(70);
    expect(trail.at(-1)?.depth_mm).toBe(4_999);
    expect(depthChange(trail)?.change_mm).toBeGreaterThan(280);
  });

  test('is not changed by a sample that is no newer', () => {
    const trail = trailOf([1, 2], minuteMs);
    expect(extendTrail(trail, { at: minuteMs, depth_mm: 99 })).toBe(trail);
  });
});
