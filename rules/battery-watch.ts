// Keeps the lowest battery value of each day of each device, and foretells from them when it will be empty.
import type { BatteryForecast } from '../core/effects.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import { utcDay } from '../core/time.ts';
import { type BatteryDay, batteryDaysKept, forecastBattery } from './battery-forecast.ts';
import type { RuleBook } from './rule-book.ts';
import { setpointsOf } from './rule-parts.ts';

/** What is foretold from: a device's own estimate is better than a voltage, whose curve is flat. */
const batteryMetrics = ['battery_pct', 'battery_v'] as const;
type BatteryMetric = (typeof batteryMetrics)[number];

/** A smaller fall than this is none. */
const leastFall: Readonly<Record<BatteryMetric, number>> = { battery_pct: 3, battery_v: 0.03 };
const emptyOf: Readonly<Record<BatteryMetric, number>> = { battery_pct: 5, battery_v: 3.1 };

interface BatteryRow {
  days: BatteryDay[];
  forecast: BatteryForecast;
}

const unknown: BatteryForecast = { trend: 'too_short', emptyAt: null };

export class BatteryWatch {
  /** By metric and device. */
  readonly batteries = new Table<BatteryRow>('batteries');
  readonly #rules: RuleBook;

  constructor(rules: RuleBook) {
    this.#rules = rules;
  }

  sample({ deviceId, metric, measuredAt, value }: Sample): void {
    if (metric !== 'battery_v' && metric !== 'battery_pct') return;
    const key = `${metric}|${deviceId}`;
    const day = utcDay(measuredAt);
    let row = this.batteries.get(key);
    if (row === undefined) {
      row = { days: [], forecast: unknown };
      this.batteries.set(key, row);
    }
    const last = row.days.at(-1);
    if (last !== undefined && (day < last[0] || (day === last[0] && value >= last[1]))) return;
    this.batteries.touch(key);
    if (last !== undefined && day === last[0]) {
      row.days[row.days.length - 1] = [day, value];
      return;
    }
    // The days before are complete now.
    row.forecast = forecastBattery(row.days, this.#emptyAt(metric), leastFall[metric]);
    row.days.push([day, value]);
    if (row.days.length > batteryDaysKept) row.days.shift();
  }

  /** Of what falls the soonest end; otherwise whether anything could be said at all. */
  forecast(deviceId: string): BatteryForecast {
    let best = unknown;
    for (const metric of batteryMetrics) {
      const forecast = this.batteries.get(`${metric}|${deviceId}`)?.forecast;
      if (forecast === undefined) continue;
      if (forecast.trend === 'falling') return forecast;
      if (forecast.trend === 'flat') best = forecast;
    }
    return best;
  }

  /** The lowest setpoint of the rule that warns of it, where there is one. */
  #emptyAt(metric: BatteryMetric): number {
    for (const { rule } of this.#rules.ofMetric(metric)) {
      if (rule.kind === 'threshold' && rule.direction === 'below')
        return Math.min(...setpointsOf(rule.levels));
    }
    return emptyOf[metric];
  }
}
