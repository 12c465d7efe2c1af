// When a battery will be empty, from its lowest value of each day: a robust slope, and none where the curve is flat,
// as that of Li-SOCl2 cells is until shortly before their end. Pure.
import type { BatteryForecast } from '../core/effects.ts';
import { dayMs } from '../core/time.ts';

/** [UTC day, lowest value of it]. */
export type BatteryDay = readonly [day: number, value: number];

export const batteryDaysKept = 60;
const fewestDays = 10;
const shortestSpanDays = 14;
/** Further ahead than this nothing is foretold. */
const furthestDays = 730;
/** The fall over the days that are kept must be so many times their scatter. */
const clearlyMore = 3;

/** `leastFall`: a smaller fall over the days looked at is none, in the metric's unit. */
export function forecastBattery(
  days: readonly BatteryDay[],
  empty: number,
  leastFall: number,
): BatteryForecast {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || days.length < fewestDays) return tooShort;
  const spanDays = last[0] - first[0];
  if (spanDays < shortestSpanDays) return tooShort;
  const slope = theilSen(days);
  const offset = median(days.map(([day, value]) => value - slope * day));
  const scatter = median(days.map(([day, value]) => Math.abs(value - slope * day - offset)));
  const fall = -slope * spanDays;
  if (fall < leastFall || fall < clearlyMore * scatter) return flat;
  const emptyDay = (empty - offset) / slope;
  if (emptyDay - last[0] > furthestDays) return flat;
  return { trend: 'falling', emptyAt: Math.round(Math.max(emptyDay, last[0]) * dayMs) };
}

const tooShort: BatteryForecast = { trend: 'too_short', emptyAt: null };
const flat: BatteryForecast = { trend: 'flat', emptyAt: null };

/** The median of the slopes between all pairs (Sen 1968): three days in ten may be anything. */
function theilSen(days: readonly BatteryDay[]): number {
  const slopes: number[] = [];
  for (const [index, [day, value]] of days.entries()) {
    for (const [later, laterValue] of days.slice(index + 1))
      slopes.push((laterValue - value) / (later - day));
  }
  return median(slopes);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
