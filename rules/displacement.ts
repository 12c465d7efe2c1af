// Kind `displacement`: a cover away from where it was installed, by its angle or by its contact. Confirmed by
// further reports or by time without one that it is back; what is over within two seconds is a passing vehicle.
import type { Sample } from '../core/sample.ts';
import { severityRank } from '../core/severity.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import {
  type Confirmed,
  initialLevels,
  isQuiet,
  type LevelState,
  rankReached,
  trackLevel,
  waitingRuns,
} from './level-tracker.ts';
import type { DisplacementRule } from './rule-definition.ts';
import type { Verdict } from './verdict.ts';

export interface DisplacementState {
  angle: LevelState;
  contact: LevelState;
  /** Last deviation from the baseline, degrees. */
  deviation_deg: number;
  /** Time of receipt less event time of the last report, ms: by it the hub's clock tells how long a run lasts. */
  lagMs: number;
  /** When what is reported now counts as confirmed unless it is reported back before, by the hub's clock. */
  confirmAt: EpochMs | null;
}

export const displacementMetrics = ['tilt_deg', 'cover_open'] as const;

export function initialDisplacement(): DisplacementState {
  return { angle: initialLevels(), contact: initialLevels(), deviation_deg: 0, lagMs: 0, confirmAt: null };
}

export function isDisplacementQuiet(state: DisplacementState): boolean {
  return isQuiet(state.angle) && isQuiet(state.contact);
}

/** Smallest angle between two directions, 0 to 180 degrees, whatever the vendor's convention of turns is. */
export function angleBetween_deg(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}

function deviationOf_deg(sample: Sample, baselineTiltDeg: number | null): number {
  return angleBetween_deg(sample.value, baselineTiltDeg ?? 0);
}

/** Whether a sample would change anything in a monitor that has seen nothing yet. */
export function showsDisplacement(
  rule: DisplacementRule,
  sample: Sample,
  baselineTiltDeg: number | null,
): boolean {
  if (sample.metric === 'cover_open') return sample.value > 0;
  return rankReached(rule.levels_deg, 'above', deviationOf_deg(sample, baselineTiltDeg), 0) > 0;
}

/** `baselineTiltDeg`: the tilt at installation; `null` takes 0. */
export function evaluateDisplacement(
  rule: DisplacementRule,
  state: DisplacementState,
  sample: Sample,
  baselineTiltDeg: number | null,
): Verdict {
  const before = rankOf(state);
  const back: Confirmed = () => true;
  let reached: number;
  if (sample.metric === 'cover_open') {
    reached = sample.value > 0 ? severityRank(rule.open_severity) : 0;
    trackLevel(state.contact, sample.measuredAt, reached, reached, confirmedBy(rule, false), back);
  } else {
    state.deviation_deg = deviationOf_deg(sample, baselineTiltDeg);
    reached = rankReached(rule.levels_deg, 'above', state.deviation_deg, 0);
    const kept = rankReached(rule.levels_deg, 'above', state.deviation_deg, rule.deadband_deg);
    const confirmed = confirmedBy(rule, isFarBeyond(rule, state));
    trackLevel(state.angle, sample.measuredAt, reached, kept, confirmed, back);
  }
  state.lagMs = sample.receivedAt - sample.measuredAt;
  state.confirmAt = nextConfirmAt(rule, state);
  const rank = rankOf(state);
  return { rank, value: state.deviation_deg, reason: reasonOf(rule, state, before, rank, reached) };
}

/** A confirmation time is over and nothing said that the cover is back. */
export function confirmDisplacement(rule: DisplacementRule, state: DisplacementState, now: EpochMs): Verdict {
  for (const { levels, rank, dueAt } of waiting(rule, state)) {
    if (dueAt <= now) levels.rank = Math.max(levels.rank, rank);
  }
  state.confirmAt = nextConfirmAt(rule, state);
  const reason = isFarBeyond(rule, state) ? 'far_beyond' : 'not_moved_back';
  return { rank: rankOf(state), value: state.deviation_deg, reason };
}

function isFarBeyond(rule: DisplacementRule, state: DisplacementState): boolean {
  return state.deviation_deg >= rule.at_once_deg;
}

function confirmedBy(rule: DisplacementRule, farBeyond: boolean): Confirmed {
  const { reports, seconds, passing_seconds } = rule.confirm;
  return (count, elapsedMs) =>
    elapsedMs >= passing_seconds * secondMs &&
    (farBeyond || count >= reports || elapsedMs >= seconds * secondMs);
}

/** What was reported and is not confirmed, with when it will be, by the hub's clock. */
function* waiting(rule: DisplacementRule, state: DisplacementState) {
  const { reports, seconds, passing_seconds, delivery_seconds } = rule.confirm;
  const least = passing_seconds + delivery_seconds;
  for (const levels of [state.angle, state.contact]) {
    const farBeyond = levels === state.angle && isFarBeyond(rule, state);
    for (const { rank, run } of waitingRuns(levels)) {
      const enough = farBeyond || run.count >= reports;
      const waitMs = (enough ? least : Math.max(seconds, least)) * secondMs;
      yield { levels, rank, dueAt: run.sinceAt + state.lagMs + waitMs };
    }
  }
}

function nextConfirmAt(rule: DisplacementRule, state: DisplacementState): EpochMs | null {
  let next: EpochMs | null = null;
  for (const { dueAt } of waiting(rule, state)) if (next === null || dueAt < next) next = dueAt;
  return next;
}

function rankOf(state: DisplacementState): number {
  return Math.max(state.angle.rank, state.contact.rank);
}

function reasonOf(
  rule: DisplacementRule,
  state: DisplacementState,
  before: number,
  rank: number,
  reached: number,
): Verdict['reason'] {
  if (rank > before) return isFarBeyond(rule, state) ? 'far_beyond' : 'level_reached';
  if (rank < before) return 'back_past_deadband';
  if (rank > 0) return 'level_holds';
  return reached > 0 ? 'waiting_for_on_delay' : 'below_every_level';
}
