// How well floods are found in simulated storms: how many, how long after the water crossed the setpoint, and how
// many alarms there are where there was no water.
import type { Alarm } from '../core/alarm.ts';
import { dayMs, type EpochMs, minuteMs, secondMs } from '../core/time.ts';
import { type GaugeStorm, gaugeStorm } from '../simulators/gauge-storm.ts';
import { alarmsOfGauge, type Variant } from './gauge-pipeline.ts';

export const setpoint_mm = 50;
/** Less than this is dry or merely wet. */
const wet_mm = 30;
/** An alarm belongs to water that was there this long before it, or a moment after: reports are late by some. */
const beforeMs = 20 * minuteMs;
const afterMs = 2 * minuteMs;
const floodRules: ReadonlySet<string> = new Set(['flood-depth', 'flood-rise']);

/** What became of one storm. */
export interface StormOutcome {
  readonly storm: Omit<GaugeStorm, 'reports' | 'depthAt'>;
  /** Whether an alarm stood while the water was above the setpoint. */
  readonly isFound: boolean;
  /** Of the alarm that the water raised, and how many reports had shown it by then; `null` where there is none. */
  readonly raisedAt: EpochMs | null;
  readonly reports: number | null;
  /** Flood alarms where there was no water, and how many of them claimed to be certain. */
  readonly falseAlarms: number;
  readonly falseCertain: number;
  readonly faults: readonly string[];
}

export function stormOutcome(seed: number, index: number, variant: Variant = {}): StormOutcome {
  const { reports, depthAt, ...storm } = gaugeStorm(seed, index, setpoint_mm);
  const alarms = alarmsOfGauge(storm, reports, variant);
  const isTrue = ({ raisedAt }: Alarm) => {
    for (let at = raisedAt - beforeMs; at <= raisedAt + afterMs; at += 10 * secondMs) {
      if (depthAt(at) >= wet_mm) return true;
    }
    return false;
  };
  const ofFloods = alarms.filter(({ ruleId }) => floodRules.has(ruleId));
  const wrong = ofFloods.filter((alarm) => !isTrue(alarm));
  const { crossedAt, leftAt, telling } = storm.flood;
  const standing = alarms.filter(
    ({ ruleId, raisedAt, clearedAt }) =>
      ruleId === 'flood-depth' &&
      crossedAt !== null &&
      raisedAt <= (leftAt ?? 0) + afterMs &&
      (clearedAt === null || clearedAt > crossedAt),
  );
  const raisedAt = standing.find(isTrue)?.raisedAt ?? null;
  return {
    storm,
    isFound: standing.length > 0,
    raisedAt,
    reports: raisedAt === null ? null : telling.filter((at) => at <= raisedAt).length,
    falseAlarms: wrong.length,
    falseCertain: wrong.filter(({ confident }) => confident).length,
    faults: alarms
      .filter(({ ruleId }) => ruleId === 'gauge-fault')
      .map(({ explanation }) => explanation.reason),
  };
}

export interface StormStatistics {
  readonly storms: number;
  /** Floods above the setpoint of gauges that could tell of them, and how many of these were found. */
  readonly floods: number;
  readonly found: number;
  /** Floods above the setpoint that too few reports tell of. */
  readonly untold: number;
  /** Seconds from the true crossing to the sample that raised the alarm. */
  readonly medianDelay_s: number;
  readonly p95Delay_s: number;
  /** Reports that had shown the water by then. */
  readonly medianReports: number;
  readonly p95Reports: number;
  /** Per 1,000 sensor-days. */
  readonly falseAlarms: number;
  readonly falseCertain: number;
}

/** Fewer reports than this that show the water are no flood to any rule that asks for two samples in a row. */
export const tellingReports = 3;

export function statisticsOf(outcomes: readonly StormOutcome[]): StormStatistics {
  const crossed = outcomes.filter(({ storm }) => storm.flood.crossedAt !== null);
  const told = crossed.filter(({ storm }) => storm.flood.telling.length >= tellingReports);
  const raised = told.filter(({ raisedAt }) => raisedAt !== null);
  const rising = (a: number, b: number) => a - b;
  const delays = raised
    .map(({ raisedAt, storm }) => ((raisedAt ?? 0) - (storm.flood.crossedAt ?? 0)) / secondMs)
    .sort(rising);
  const reports = raised.map((outcome) => outcome.reports ?? 0).sort(rising);
  const days = outcomes.reduce((sum, { storm }) => sum + (storm.to - storm.from) / dayMs, 0);
  const perThousand = (count: number) => Math.round((count / days) * 10_000) / 10;
  const sum = (of: (outcome: StormOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    storms: outcomes.length,
    floods: told.length,
    found: told.filter(({ isFound }) => isFound).length,
    untold: crossed.length - told.length,
    medianDelay_s: Math.round(quantile(delays, 0.5)),
    p95Delay_s: Math.round(quantile(delays, 0.95)),
    medianReports: quantile(reports, 0.5),
    p95Reports: quantile(reports, 0.95),
    falseAlarms: perThousand(sum(({ falseAlarms }) => falseAlarms)),
    falseCertain: perThousand(sum(({ falseCertain }) => falseCertain)),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The pipeline without one of its parts: what the part is good for. */
export const ablations: Readonly<Record<string, Variant>> = {
  'all parts': {},
  'without the codes for no echo and the plausible range': {
    knowsNoCodes: true,
    filter: { lowest_mm: Number.NEGATIVE_INFINITY },
  },
  'without holding jumps (gradient, blip, box)': {
    filter: { noise_mm: 1e9 },
  },
  'without the second sample of the rule': {
    rules: { 'flood-depth': { on_delay: { samples: 1 } } },
  },
  'without asking more of a sensor that flips': {
    filter: { flipsPerSample: 1e9, faultyFlips: 1e9 },
  },
  'without the second sign for a faulty sensor': {
    rules: { 'flood-depth': { min_confidence: 0 }, 'flood-rise': { min_confidence: 0 } },
  },
  'a naive threshold': {
    knowsNoCodes: true,
    filter: {
      ...{ lowest_mm: Number.NEGATIVE_INFINITY, noise_mm: 1e9, flipsPerSample: 1e9, faultyFlips: 1e9 },
    },
    rules: { 'flood-depth': { on_delay: { samples: 1 }, min_confidence: 0 } },
  },
};
