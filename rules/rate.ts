// Kind `rate`: a value that rises by so much within a window. The rise must stay for a second sample, and is taken
// against the lowest of the samples before, so that noise and single blips are no rise.
import { z } from 'zod';
import { type EpochMs, secondMs } from '../core/time.ts';
import {
  initialLevels,
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
  metricChoice,
  risingLevelsSchema,
  strict,
} from './rule-parts.ts';
import type { Verdict } from './verdict.ts';

export const rateSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('rate'),
    metric: metricChoice,
    /** Rise within the window, in the metric's unit. Of a sensor that reports less often: its share of a window. */
    levels: risingLevelsSchema,
    window_seconds: z.number().min(1).max(86_400),
    /** A value below this counts as this: noise about dry is no rise. */
    floor: z.number().optional(),
    deadband: z.number().min(0).default(0),
    on_delay: delaySchema.prefault({}),
    off_delay: delaySchema.prefault({}),
    ...confidenceKeys,
  },
  'a rate rule',
);
export type RateRule = z.infer<typeof rateSchema>;

export interface RateState {
  levels: LevelState;
  /** Samples of the window before the last but one, and these two; oldest first. */
  readonly window: (readonly [at: EpochMs, value: number])[];
}

/** Samples kept of a window; of a sensor that reports more often, those that stand closest are let go. */
const keptMost = 24;

export const rate: SampledKind<RateRule, RateState> = {
  ...neverDue,
  metrics: (rule) => [rule.metric],
  initial: () => ({ levels: initialLevels(), window: [] }),
  notices: () => true,
  // What was before a rise must be known when it comes.
  isQuiet: () => false,
  evaluate(rule, state, sample, around) {
    const before = state.levels.rank;
    if (around.isDoubtful(sample)) {
      return { rank: before, value: riseWithin(rule, state.window), reason: 'waiting_for_second_sign' };
    }
    take(state, sample.measuredAt, Math.max(sample.value, rule.floor ?? sample.value), rule.window_seconds);
    const rise = riseWithin(rule, state.window);
    const reached = rankReached(rule.levels, 'above', rise, 0);
    const kept = rankReached(rule.levels, 'above', rise, rule.deadband);
    const rank = trackLevel(
      state.levels,
      sample.measuredAt,
      reached,
      kept,
      lasts(rule.on_delay),
      lasts(rule.off_delay),
    );
    return { rank, value: rise, reason: reasonOf(before, rank, reached) };
  },
};

function take(state: RateState, at: EpochMs, value: number, window_seconds: number): void {
  const { window } = state;
  window.push([at, value]);
  // The last before the window stays: of a slow sensor it is all there is to compare with.
  const since = (window.at(-2)?.[0] ?? at) - window_seconds * secondMs;
  let gone = 0;
  while (gone + 3 < window.length && (window[gone + 1]?.[0] ?? at) < since) gone += 1;
  if (gone > 0) window.splice(0, gone);
  if (window.length > keptMost) window.splice(mostCrowded(window), 1);
}

/** Index of the one among the older samples that stands closest between its neighbours. */
function mostCrowded(window: RateState['window']): number {
  let found = 1;
  let leastMs = Number.POSITIVE_INFINITY;
  for (let n = 1; n < window.length - 2; n += 1) {
    const spanMs = (window[n + 1]?.[0] ?? 0) - (window[n - 1]?.[0] ?? 0);
    if (spanMs >= leastMs) continue;
    found = n;
    leastMs = spanMs;
  }
  return found;
}

/** How far the lower of the last two samples lies above the samples before them; 0 where there are none. */
function riseWithin(rule: RateRule, window: RateState['window']): number {
  const last = window.at(-1);
  const other = window.at(-2);
  if (last === undefined || other === undefined || window.length < 3) return 0;
  const windowMs = rule.window_seconds * secondMs;
  const top = Math.min(last[1], other[1]);
  let lowest = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  let within = 0;
  for (let n = 0; n < window.length - 2; n += 1) {
    const [at, value] = window[n] as RateState['window'][number];
    if (at < other[0] - windowMs) continue;
    within += 1;
    if (value < lowest) {
      second = lowest;
      lowest = value;
    } else if (value < second) {
      second = value;
    }
  }
  // One low sample among many is as likely a blip as a high one.
  if (within > 0) return top - (within < 3 ? lowest : (lowest + second) / 2);
  const [at, value] = window[window.length - 3] as RateState['window'][number];
  return ((top - value) * windowMs) / (other[0] - at);
}

function reasonOf(before: Rank, rank: Rank, reached: Rank): Verdict['reason'] {
  if (rank > before) return 'rising_fast';
  if (rank < before) return 'rising_no_more';
  if (rank > 0) return reached > 0 ? 'level_holds' : 'waiting_for_off_delay';
  return reached > 0 ? 'waiting_for_on_delay' : 'below_every_level';
}
