import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../core/time.ts';
import { type BatteryDay, forecastBattery } from './battery-forecast.ts';

const from = 20_000;

/** A value for each of so many days, by the number of the day. */
function curve(days: number, valueAt: (n: number) => number): BatteryDay[] {
  return Array.from({ length: days }, (_, n) => [from + n, valueAt(n)]);
}

const forecast = (days: readonly BatteryDay[]) => forecastBattery(days, 3.1, 0.03);

/** Scatter of a sensor without a pattern, -1 to 1. */
const scatter = (n: number) => Math.sin(n * 12.9898) * 0.9;

describe('the forecast of a battery', () => {
  it('says when a steady fall reaches the empty value, whatever the scatter and some wild days', () => {
    const straight = forecast(curve(40, (n) => 3.6 - 0.005 * n));
    expect(straight).toEqual({ trend: 'falling', emptyAt: (from + 100) * dayMs });
    const wild = forecast(
      curve(40, (n) => 3.6 - 0.005 * n + 0.01 * scatter(n) + (n % 7 === 3 ? 0.5 * scatter(n) : 0)),
    );
    expect(wild.trend).toBe('falling');
    expect(Math.abs((wild.emptyAt ?? 0) / dayMs - from - 100)).toBeLessThan(8);
  });

  it('foretells nothing from the flat curve of a Li-SOCl2 cell', () => {
    expect(forecast(curve(60, (n) => 3.65 + 0.01 * scatter(n)))).toEqual({ trend: 'flat', emptyAt: null });
    expect(forecast(curve(60, (n) => 3.66 - 0.0002 * n))).toEqual({ trend: 'flat', emptyAt: null });
  });

  it('foretells nothing from a few days, nor from a battery that was changed', () => {
    expect(forecast(curve(13, (n) => 3.6 - 0.02 * n)).trend).toBe('too_short');
    expect(forecast([]).trend).toBe('too_short');
    expect(forecast(curve(40, (n) => (n < 20 ? 3.2 : 3.65))).emptyAt).toBeNull();
  });

  it('is never before the last day that was seen', () => {
    const values = fc.array(fc.double({ min: 2, max: 4, noNaN: true }), { minLength: 15, maxLength: 60 });
    fc.assert(
      fc.property(values, (all) => {
        const { trend, emptyAt } = forecast(all.map((value, n) => [from + n, value]));
        expect(emptyAt === null).toBe(trend !== 'falling');
        if (emptyAt !== null) expect(emptyAt).toBeGreaterThanOrEqual((from + all.length - 1) * dayMs);
      }),
    );
  });
});
