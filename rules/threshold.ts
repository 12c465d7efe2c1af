// Kind `threshold`: a value at or past a setpoint for as many samples and as long as the on-delay says.
import type { Sample } from '../core/sample.ts';
import {
  type Confirmed,
  initialLevels,
  isQuiet,
  type LevelState,
  rankReached,
  trackLevel,
} from './level-tracker.ts';
import type { Delay, ThresholdRule } from './rule-definition.ts';
import type { Verdict } from './verdict.ts';

export interface ThresholdState {
  levels: LevelState;
}

export function initialThreshold(): ThresholdState {
  return { levels: initialLevels() };
}

export function isThresholdQuiet(state: ThresholdState): boolean {
  return isQuiet(state.levels);
}

/** Whether a sample would change anything in a monitor that has seen nothing yet. */
export function reachesThreshold(rule: ThresholdRule, sample: Sample): boolean {
  return rankReached(rule.levels, rule.direction, sample.value, 0) > 0;
}

export function evaluateThreshold(rule: ThresholdRule, state: ThresholdState, sample: Sample): Verdict {
  const reached = rankReached(rule.levels, rule.direction, sample.value, 0);
  const kept = rankReached(rule.levels, rule.direction, sample.value, rule.deadband);
  const before = state.levels.rank;
  const rank = trackLevel(
    state.levels,
    sample.measuredAt,
    reached,
    kept,
    bothMet(rule.on_delay),
    bothMet(rule.off_delay),
  );
  return { rank, value: sample.value, reason: reasonOf(before, rank, reached) };
}

function bothMet(delay: Delay): Confirmed {
  return (samples, elapsedMs) => samples >= delay.samples && elapsedMs >= delay.seconds * 1_000;
}

function reasonOf(before: number, rank: number, reached: number): Verdict['reason'] {
  if (rank > before) return 'level_reached';
  if (rank < before) return 'back_past_deadband';
  if (rank > 0) return reached > 0 ? 'level_holds' : 'waiting_for_off_delay';
  return reached > 0 ? 'waiting_for_on_delay' : 'below_every_level';
}
