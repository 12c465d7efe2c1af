import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../core/time.ts';
import { expectedInterval_s, initialRhythm, learnGap } from './report-rhythm.ts';
import { now } from './test-street.ts';

/** What is expected after these gaps, s, of a device that declares `declared_s`. */
function learned(declared_s: number, gaps_s: readonly number[]): number {
  const rhythm = initialRhythm();
  let at = now;
  for (const gap_s of gaps_s) {
    at += gap_s * 1_000;
    learnGap(rhythm, at, gap_s * 1_000, declared_s);
  }
  return expectedInterval_s(rhythm, declared_s);
}

const times = (count: number, ...gaps_s: number[]) => Array.from({ length: count }, () => gaps_s).flat();

describe('the interval that is expected of a device', () => {
  it('is the declared one as long as it keeps to that', () => {
    expect(learned(600, [])).toBe(600);
    expect(learned(600, times(200, 598, 603))).toBe(600);
  });

  it('becomes longer for a device that reports less often than declared', () => {
    const expected_s = learned(60, times(30, 600));
    expect(expected_s).toBeGreaterThanOrEqual(540);
    expect(expected_s).toBeLessThanOrEqual(660);
  });

  it('covers the gaps of a device that loses every other frame', () => {
    const gaps = times(40, 60, 60, 120, 60, 180, 60, 120, 60, 60, 240);
    const expected_s = learned(60, gaps);
    expect(expected_s).toBeGreaterThanOrEqual(120);
    expect(2.5 * expected_s).toBeGreaterThan(240);
  });

  it('is ten times the declared one at most, whatever a dying device does', () => {
    expect(learned(60, times(60, 7_200))).toBe(600);
  });

  it('learns nothing from one long silence, nor from the parts of one report', () => {
    expect(learned(60, [...times(20, 60), 40_000, ...times(10, 60)])).toBe(60);
    expect(learned(60, [40_000, ...times(10, 60)])).toBe(60);
    expect(learned(60, times(30, 0.2, 59.8))).toBe(60);
  });

  it('becomes shorter for a device that reported more often for days, and long again at once', () => {
    const hourly = times(100, 3_600);
    expect(learned(43_200, hourly)).toBe(3_600);
    expect(learned(43_200, [...hourly, 4_000])).toBe(4_000);
    expect(learned(43_200, [...hourly, 43_000])).toBe(43_200);
  });

  it('does not become shorter for a storm or a cover that is shaken for an hour', () => {
    expect(learned(43_200, [...times(120, 30), 43_000, 43_000])).toBe(43_200);
    expect(learned(1_800, times((5 * hourMs) / minuteMs, 60))).toBe(1_800);
  });
});
