// Kind `threshold`: a value at or past a setpoint for as many samples and as long as the on-delay says; one within the
// deadband neither counts nor begins it anew. A sample in
// doubt raises nothing until a second sign confirms it, from near by or by those that follow it.

import { z } from 'zod';
import { saying } from '../core/issue-words.ts';
import type { Sample } from '../core/sample.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import {
  initialLevels,
  isQuiet,
  type LevelState,
  lasts,
  type Rank,
  rankReached,
  trackLevel,
} from './level-tracker.ts';
import { neverDue, type SampledKind } from './rule-kind.ts';
import {
  commonKeys,
  confidenceKeys,
  delaySchema,
  levelsSchema,
  metricChoice,
  rises,
  setpointsOf,
  strict,
} from './rule-parts.ts';
import type { Verdict } from './verdict.ts';

export const thresholdSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('threshold'),
    metric: metricChoice,
    /** Whether values at or above, or at or below, a setpoint are bad. */
    direction: z.enum(['above', 'below']).default('above'),
    levels: levelsSchema,
    /** A level ends only when the value is back past its setpoint by more than this. */
    deadband: z.number().min(0).default(0),
    on_delay: delaySchema.prefault({}),
    off_delay: delaySchema.prefault({}),
    ...confidenceKeys,
  },
  'a threshold rule',
).refine(
  ({ levels, direction }) => {
    const setpoints = setpointsOf(levels);
    return rises(direction === 'above' ? setpoints : setpoints.toReversed());
  },
  saying(
    {
      zh: '限值应从蓝色到红色越来越严重：依次升高，direction 为 below 时依次降低',
      en: 'from blue to red the setpoints get worse: they rise, or fall where direction is below',
    },
    'levels',
  ),
);
export type ThresholdRule = z.infer<typeof thresholdSchema>;

export interface ThresholdState {
  levels: LevelState;
  /** Samples in doubt in a row that agree with each other; `null` after one that is not, or does not. */
  doubtful: { samples: number; readonly sinceAt: EpochMs; value: number } | null;
}

/** Samples in doubt agree when the next differs by no more than this share of the one before. */
const agreementShare = 0.25;

export const threshold: SampledKind<ThresholdRule, ThresholdState> = {
  ...neverDue,
  metrics: (rule) => [rule.metric],
  initial: () => ({ levels: initialLevels(), doubtful: null }),
  isQuiet: (state) => isQuiet(state.levels) && state.doubtful === null,
  notices: (rule, sample) => rankReached(rule.levels, rule.direction, sample.value, 0) > 0,
  evaluate(rule, state, sample, around) {
    const reached = rankReached(rule.levels, rule.direction, sample.value, 0);
    const kept = rankReached(rule.levels, rule.direction, sample.value, rule.deadband);
    const before = state.levels.rank;
    const doubtful = reached > before && around.isDoubtful(sample);
    const waits = doubtful && !agreesLongEnough(rule, state, sample);
    if (!doubtful) state.doubtful = null;
    const counted = waits ? before : reached;
    const rank = trackLevel(
      state.levels,
      sample.measuredAt,
      counted,
      kept,
      lasts(rule.on_delay),
      lasts(rule.off_delay),
      waits ? counted : kept,
    );
    return { rank, value: sample.value, reason: reasonOf(before, rank, reached, waits) };
  },
};

/** Takes in a sample in doubt; whether so many of them agree, for so long, that they are a sign themselves. */
function agreesLongEnough(rule: ThresholdRule, state: ThresholdState, sample: Sample): boolean {
  const { value, measuredAt } = sample;
  const run = state.doubtful;
  if (run === null || Math.abs(value - run.value) > agreementShare * Math.abs(run.value)) {
    state.doubtful = { samples: 1, sinceAt: measuredAt, value };
    return false;
  }
  run.samples += 1;
  run.value = value;
  const { samples, seconds } = rule.second_sign;
  return run.samples >= samples && measuredAt - run.sinceAt >= seconds * secondMs;
}

function reasonOf(before: Rank, rank: Rank, reached: Rank, waits: boolean): Verdict['reason'] {
  if (rank > before) return 'level_reached';
  if (rank < before) return 'back_past_deadband';
  if (waits) return 'waiting_for_second_sign';
  if (rank > 0) return reached > 0 ? 'level_holds' : 'waiting_for_off_delay';
  return reached > 0 ? 'waiting_for_on_delay' : 'below_every_level';
}
