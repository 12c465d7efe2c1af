// Kind `storm`: when the rainstorm mode begins and ends, and what it holds back. Pure.
import { z } from 'zod';
import type { Alarm } from '../core/alarm.ts';
import { severityRank } from '../core/severity.ts';
import { minuteMs } from '../core/time.ts';
import { nameKeys, severityChoice, strict } from './rule-parts.ts';

export const stormSchema = strict(
  {
    ...nameKeys,
    kind: z.literal('storm'),
    /** A rain warning at least as grave begins it, */
    rain_severity: severityChoice.default('blue'),
    /** or water at so many points at once, where it is at least as grave as `flood_severity`. */
    flood_points: z.int().min(1).max(1_000).default(3),
    flood_severity: severityChoice.default('blue'),
    /** It ends when neither has held for so long. */
    calm_minutes: z.number().min(1).max(1_440).default(60),
    /** How often gauges for water and rain report meanwhile; those that report as often already are left alone. */
    gauge_interval_s: z.number().min(1).max(3_600).default(60),
    /** Alarms of these categories are held back meanwhile, where they are less grave than `hold_below`. */
    hold_categories: z.array(z.string()).default(['90-01', '90-02', '90-03']),
    hold_below: severityChoice.default('yellow'),
  },
  'a storm rule',
);
export type StormRule = z.infer<typeof stormSchema>;

/** What an alarm says about the weather; `null` where that is nothing. `metric`: the one that its rule looks at. */
export function stormSign(rule: StormRule, alarm: Alarm, metric: string | null): 'rain' | 'flood' | null {
  if (alarm.condition !== 'active' || !alarm.confident) return null;
  const rank = severityRank(alarm.severity);
  if (metric === 'rain_mm') return rank >= severityRank(rule.rain_severity) ? 'rain' : null;
  if (metric === 'depth_mm') return rank >= severityRank(rule.flood_severity) ? 'flood' : null;
  return null;
}

/** What begins or keeps up a storm, given its signs; `null` in calm weather. */
export function stormTrigger(
  rule: StormRule,
  rainAlarms: number,
  floodPoints: number,
): 'rain' | 'floods' | null {
  if (rainAlarms > 0) return 'rain';
  return floodPoints >= rule.flood_points ? 'floods' : null;
}

export function isHeldBack(rule: StormRule, alarm: Alarm): boolean {
  return (
    rule.hold_categories.includes(alarm.category) &&
    severityRank(alarm.severity) < severityRank(rule.hold_below)
  );
}

export function calmMs(rule: StormRule): number {
  return rule.calm_minutes * minuteMs;
}
