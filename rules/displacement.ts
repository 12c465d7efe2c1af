// Kind `displacement`: a cover away from where it was installed, by its angle, its axes or its contact. Confirmed by
// further reports or by time without one that it is back; what is over within two seconds is a passing vehicle.
import { z } from 'zod';
import type { Sample } from '../core/sample.ts';
import { severityRank } from '../core/severity.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import { type AxisTilts, angleBetween_deg, vectorAngle_deg } from './angles.ts';
import {
  atOnce,
  type Confirmed,
  initialLevels,
  isQuiet,
  type LevelState,
  type Rank,
  rankReached,
  trackLevel,
  waitingRuns,
} from './level-tracker.ts';
import type { Circumstances, SampledKind } from './rule-kind.ts';
import { commonKeys, risingLevelsSchema, severityChoice, strict } from './rule-parts.ts';
import type { Verdict } from './verdict.ts';

export const displacementSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('displacement'),
    /** Angle between the present and the installed position, degrees. */
    levels_deg: risingLevelsSchema,
    /** Of a device with three axes: each axis by itself, or the angle between gravity vectors. */
    measure: z.enum(['axes', 'vector']).default('axes'),
    /** From this angle on nothing needs to be waited for but that it is no passing vehicle. */
    at_once_deg: z.number().positive().default(90),
    deadband_deg: z.number().min(0).default(2),
    /** What the contact in the cover says when it reports open. */
    open_severity: severityChoice.default('red'),
    /** After authorised work a cover may lie this far from where it was, and that is its new place. */
    rezero_most_deg: z.number().min(0).max(90).default(20),
    confirm: strict(
      {
        /** Confirmed by so many reports in a row, */
        reports: z.int().min(1).default(2),
        /** or by this time without a report that it is back. */
        seconds: z.number().min(0).default(30),
        /** What is over within this time is a passing vehicle, however far and often the cover tilts in it. */
        passing_seconds: z.number().min(0).default(2),
        /** How long the report that it is back may be on its way. */
        delivery_seconds: z.number().min(0).default(3),
      },
      'confirm',
    ).prefault({}),
  },
  'a displacement rule',
);
export type DisplacementRule = z.infer<typeof displacementSchema>;

const axisMetrics = ['tilt_x_deg', 'tilt_y_deg', 'tilt_z_deg'] as const;
export const tiltMetrics = ['tilt_deg', ...axisMetrics] as const;

/** One thing that a cover reports of its position. */
interface Track {
  readonly levels: LevelState;
  /** Last deviation from the baseline, degrees; 0 for the contact. */
  deviation_deg: number;
}

export interface DisplacementState {
  /** By metric, `vector` for the three axes together. */
  readonly tracks: Record<string, Track>;
  /** Tilts of one instant, until all three axes are there for the angle between vectors. */
  axes: Record<string, readonly [at: EpochMs, tilt_deg: number]>;
  /** Time of receipt less event time of the last report, ms: by it the hub's clock tells how long a run lasts. */
  lagMs: number;
  /** When what is reported now counts as confirmed unless it is reported back before, by the hub's clock. */
  confirmAt: EpochMs | null;
}

export const displacement: SampledKind<DisplacementRule, DisplacementState> = {
  metrics: () => [...tiltMetrics, 'cover_open'],
  initial: () => ({ tracks: {}, axes: {}, lagMs: 0, confirmAt: null }),
  isQuiet: ({ tracks, axes }) =>
    Object.keys(axes).length === 0 && Object.values(tracks).every(({ levels }) => isQuiet(levels)),
  notices(rule, sample, around) {
    if (sample.metric === 'cover_open') return sample.value > 0;
    if (isOfVector(rule, sample)) return true;
    return rankReached(rule.levels_deg, 'above', deviationOf_deg(sample, around), 0) > 0;
  },
  evaluate(rule, state, sample, around) {
    const before = rankOf(state);
    const reached =
      sample.metric === 'cover_open'
        ? takeContact(rule, state, sample)
        : takeTilt(rule, state, sample, around);
    state.lagMs = sample.receivedAt - sample.measuredAt;
    state.confirmAt = nextConfirmAt(rule, state);
    const rank = rankOf(state);
    return { rank, value: deviationOf(state), reason: reasonOf(rule, state, before, rank, reached) };
  },
  dueAt: (state) => state.confirmAt,
  /** A confirmation time is over and nothing said that the cover is back. */
  due(rule, state, now) {
    for (const { levels, rank, dueAt } of waiting(rule, state)) {
      if (dueAt <= now) levels.rank = Math.max(levels.rank, rank);
    }
    state.confirmAt = nextConfirmAt(rule, state);
    const reason = isFarBeyond(rule, deviationOf(state)) ? 'far_beyond' : 'not_moved_back';
    return { rank: rankOf(state), value: deviationOf(state), reason };
  },
};

function takeContact(rule: DisplacementRule, state: DisplacementState, sample: Sample): Rank {
  const reached = sample.value > 0 ? severityRank(rule.open_severity) : 0;
  const { levels } = trackOf(state, 'cover_open');
  trackLevel(levels, sample.measuredAt, reached, reached, confirmedBy(rule, false), atOnce);
  return reached;
}

function takeTilt(
  rule: DisplacementRule,
  state: DisplacementState,
  sample: Sample,
  around: Circumstances,
): Rank {
  const isVector = isOfVector(rule, sample);
  const deviation_deg = isVector
    ? vectorDeviation_deg(state, sample, around)
    : deviationOf_deg(sample, around);
  if (deviation_deg === null) return 0;
  const track = trackOf(state, isVector ? 'vector' : sample.metric);
  track.deviation_deg = deviation_deg;
  const reached = rankReached(rule.levels_deg, 'above', deviation_deg, 0);
  const kept = rankReached(rule.levels_deg, 'above', deviation_deg, rule.deadband_deg);
  const confirmed = confirmedBy(rule, isFarBeyond(rule, deviation_deg));
  trackLevel(track.levels, sample.measuredAt, reached, kept, confirmed, atOnce);
  return reached;
}

function isOfVector(rule: DisplacementRule, sample: Sample): boolean {
  return rule.measure === 'vector' && sample.metric !== 'tilt_deg' && sample.metric !== 'cover_open';
}

function deviationOf_deg(sample: Sample, around: Circumstances): number {
  return angleBetween_deg(sample.value, around.baseline(sample.metric) ?? 0);
}

/** `null` until all three axes of one instant are there. */
function vectorDeviation_deg(state: DisplacementState, sample: Sample, around: Circumstances): number | null {
  state.axes[sample.metric] = [sample.measuredAt, sample.value];
  const now: number[] = [];
  const rest: number[] = [];
  for (const metric of axisMetrics) {
    const [at, tilt_deg] = state.axes[metric] ?? [0, 0];
    if (at !== sample.measuredAt) return null;
    now.push(tilt_deg);
    rest.push(around.baseline(metric) ?? tilt_deg);
  }
  state.axes = {};
  return vectorAngle_deg(now as unknown as AxisTilts, rest as unknown as AxisTilts);
}

function trackOf(state: DisplacementState, name: string): Track {
  state.tracks[name] ??= { levels: initialLevels(), deviation_deg: 0 };
  return state.tracks[name];
}

function isFarBeyond(rule: DisplacementRule, deviation_deg: number): boolean {
  return deviation_deg >= rule.at_once_deg;
}

function confirmedBy(rule: DisplacementRule, farBeyond: boolean): Confirmed {
  const { reports, seconds, passing_seconds } = rule.confirm;
  return (count, elapsedMs) =>
    elapsedMs >= passing_seconds * secondMs &&
    (farBeyond || count >= reports || elapsedMs >= seconds * secondMs);
}

/**
 * What was reported and is not confirmed, with when it will be, by the hub's clock. Angle and contact are two signs
 * of one thing: where both say it, neither needs to wait for more, and they are told of together.
 */
function* waiting(rule: DisplacementRule, state: DisplacementState) {
  const { reports, seconds, passing_seconds, delivery_seconds } = rule.confirm;
  const leastMs = (passing_seconds + delivery_seconds) * secondMs;
  const bothSinceAt = bothSince(state);
  for (const { levels, deviation_deg } of Object.values(state.tracks)) {
    for (const { rank, run } of waitingRuns(levels)) {
      const enough = isFarBeyond(rule, deviation_deg) || run.count >= reports;
      const waitMs = enough ? leastMs : Math.max(seconds * secondMs, leastMs);
      const aloneAt = run.sinceAt + state.lagMs + waitMs;
      const togetherAt =
        bothSinceAt === null ? aloneAt : Math.max(bothSinceAt, run.sinceAt) + state.lagMs + leastMs;
      yield { levels, rank, dueAt: Math.min(aloneAt, togetherAt) };
    }
  }
}

/** Since when both the contact and an angle have said that the cover moved; `null` where only one does. */
function bothSince(state: DisplacementState): EpochMs | null {
  let contactAt: EpochMs | null = null;
  let angleAt: EpochMs | null = null;
  for (const [name, { levels }] of Object.entries(state.tracks)) {
    const sinceAt = levels.reached.find((run) => run.count > 0)?.sinceAt;
    if (sinceAt === undefined) continue;
    if (name === 'cover_open') contactAt = sinceAt;
    else angleAt = Math.min(angleAt ?? sinceAt, sinceAt);
  }
  return contactAt === null || angleAt === null ? null : Math.max(contactAt, angleAt);
}

function nextConfirmAt(rule: DisplacementRule, state: DisplacementState): EpochMs | null {
  let next: EpochMs | null = null;
  for (const { dueAt } of waiting(rule, state)) if (next === null || dueAt < next) next = dueAt;
  return next;
}

function rankOf(state: DisplacementState): Rank {
  let rank = 0;
  for (const { levels } of Object.values(state.tracks)) rank = Math.max(rank, levels.rank);
  return rank;
}

function deviationOf(state: DisplacementState): number {
  let most = 0;
  for (const { deviation_deg } of Object.values(state.tracks)) most = Math.max(most, deviation_deg);
  return most;
}

function reasonOf(
  rule: DisplacementRule,
  state: DisplacementState,
  before: Rank,
  rank: Rank,
  reached: Rank,
): Verdict['reason'] {
  if (rank > before) return isFarBeyond(rule, deviationOf(state)) ? 'far_beyond' : 'level_reached';
  if (rank < before) return 'back_past_deadband';
  if (rank > 0) return 'level_holds';
  return reached > 0 ? 'waiting_for_on_delay' : 'below_every_level';
}
