// Kind `accumulation`: amounts that add up, as rain does, over the windows that warning levels are given for.
import { z } from 'zod';
import { type Severity, severities, severityRank } from '../core/severity.ts';
import { type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { atOnce, initialLevels, isQuiet, type LevelState, type Rank, trackLevel } from './level-tracker.ts';
import type { SampledKind } from './rule-kind.ts';
import { atLeastOneLevel, commonKeys, metricChoice, strict } from './rule-parts.ts';
import type { Verdict } from './verdict.ts';

const amountSchema = strict(
  { amount: z.number().positive(), hours: z.number().positive().max(72) },
  'an amount within hours',
).optional();

export const accumulationSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('accumulation'),
    metric: metricChoice,
    /** For each level the amount, in the metric's unit, and the hours within which it comes together. */
    levels: strict(
      { blue: amountSchema, yellow: amountSchema, orange: amountSchema, red: amountSchema },
      'levels',
    ).refine((levels) => severities.some((severity) => levels[severity] !== undefined), atLeastOneLevel),
    /** A level ends when less than its amount by more than this came together. */
    deadband: z.number().min(0).default(0),
  },
  'an accumulation rule',
);
export type AccumulationRule = z.infer<typeof accumulationSchema>;

export interface AccumulationState {
  levels: LevelState;
  /** Amounts by the time of the last of them, oldest first. */
  amounts: [at: EpochMs, amount: number][];
  /** Time of receipt less event time of the last sample, ms. */
  lagMs: number;
  /** When the next amount leaves a window, by the hub's clock; `null` where none is to be watched. */
  leavesAt: EpochMs | null;
}

/** Amounts closer together than this are kept as one. */
const keptEveryMs = 5 * minuteMs;

export const accumulation: SampledKind<AccumulationRule, AccumulationState> = {
  metrics: (rule) => [rule.metric],
  initial: () => ({ levels: initialLevels(), amounts: [], lagMs: 0, leavesAt: null }),
  notices: (_rule, sample) => sample.value > 0,
  isQuiet: (state) => state.amounts.length === 0 && isQuiet(state.levels),
  evaluate(rule, state, sample) {
    const { amounts } = state;
    const last = amounts.at(-1);
    const first = amounts.at(-2);
    if (sample.value > 0) {
      if (last !== undefined && sample.measuredAt - (first?.[0] ?? Number.NEGATIVE_INFINITY) < keptEveryMs) {
        last[0] = sample.measuredAt;
        last[1] += sample.value;
      } else {
        amounts.push([sample.measuredAt, sample.value]);
      }
    }
    state.lagMs = sample.receivedAt - sample.measuredAt;
    return judge(rule, state, sample.measuredAt);
  },
  dueAt: (state) => state.leavesAt,
  due: (rule, state, now) => judge(rule, state, now - state.lagMs),
};

function judge(rule: AccumulationRule, state: AccumulationState, at: EpochMs): Verdict {
  let longestMs = 0;
  for (const severity of severities) longestMs = Math.max(longestMs, windowMs(rule, severity));
  while ((state.amounts[0]?.[0] ?? at) <= at - longestMs) state.amounts.shift();
  let reached: Rank = 0;
  let kept: Rank = 0;
  for (const severity of severities) {
    const level = rule.levels[severity];
    if (level === undefined) continue;
    const sum = sumSince(state, at - windowMs(rule, severity));
    if (sum >= level.amount) reached = severityRank(severity);
    if (sum >= level.amount - rule.deadband) kept = severityRank(severity);
  }
  const before = state.levels.rank;
  const rank = trackLevel(state.levels, at, reached, kept, atOnce, atOnce);
  const shown = severities[rank - 1];
  const shownMs = shown === undefined ? longestMs : windowMs(rule, shown) || longestMs;
  const oldest = rank === 0 ? undefined : state.amounts.find(([each]) => each > at - shownMs);
  state.leavesAt = oldest === undefined ? null : oldest[0] + shownMs + state.lagMs;
  return { rank, value: sumSince(state, at - shownMs), reason: reasonOf(before, rank, reached) };
}

/** 0 where the rule has no such level. */
function windowMs(rule: AccumulationRule, severity: Severity): number {
  return (rule.levels[severity]?.hours ?? 0) * hourMs;
}

/** Hundredths of the unit are kept: tenths add up to more digits than were measured. */
function sumSince(state: AccumulationState, since: EpochMs): number {
  let sum = 0;
  for (const [at, amount] of state.amounts) if (at > since) sum += amount;
  return Math.round(sum * 100) / 100;
}

function reasonOf(before: Rank, rank: Rank, reached: Rank): Verdict['reason'] {
  if (rank > before) return 'amount_reached';
  if (rank < before) return 'amount_passed';
  if (rank > 0) return 'level_holds';
  return reached > 0 ? 'level_holds' : 'below_every_level';
}
