// Which level holds, given the samples so far: rises as soon as its delay is met, falls only through the deadband
// and the off-delay. Shared by every kind of rule that has levels.
import { type Severity, severities } from '../core/severity.ts';
import { type EpochMs, secondMs } from '../core/time.ts';
import type { Delay, Levels } from './rule-parts.ts';

/** Ranks run from 0 (nothing) over 1 (blue) to 4 (red). */
export type Rank = number;

interface Run {
  count: number;
  sinceAt: EpochMs;
}

export interface LevelState {
  rank: Rank;
  /** For each rank from 1: samples in a row at or past its setpoint. */
  reached: Run[];
  /** For each rank from 1: samples in a row back past its setpoint and deadband. */
  left: Run[];
}

/** Whether a run of so many samples over so many milliseconds is enough. */
export type Confirmed = (samples: number, elapsedMs: number) => boolean;

/** Enough is what meets both figures of a delay. */
export function lasts(delay: Delay): Confirmed {
  return (samples, elapsedMs) => samples >= delay.samples && elapsedMs >= delay.seconds * secondMs;
}

/** Where the first sample decides. */
export const atOnce: Confirmed = () => true;

export function initialLevels(): LevelState {
  const runs = () => severities.map(() => ({ count: 0, sinceAt: 0 }));
  return { rank: 0, reached: runs(), left: runs() };
}

/** True when nothing holds and nothing is under way, so that the state need not be kept. */
export function isQuiet(state: LevelState): boolean {
  return state.rank === 0 && state.reached.every((run) => run.count === 0);
}

/** The runs of ranks that are reached and do not hold yet, lowest first. */
export function waitingRuns(state: LevelState): { readonly rank: Rank; readonly run: Readonly<Run> }[] {
  return state.reached
    .map((run, index) => ({ rank: index + 1, run }))
    .filter(({ rank, run }) => rank > state.rank && run.count > 0);
}

/** The highest rank whose setpoint `value` reaches; `margin` is added in the direction of good. */
export function rankReached(
  levels: Levels,
  direction: 'above' | 'below',
  value: number,
  margin: number,
): Rank {
  for (let index = severities.length - 1; index >= 0; index -= 1) {
    const setpoint = levels[severities[index] as Severity];
    if (setpoint === undefined) continue;
    if (direction === 'above' ? value >= setpoint - margin : value <= setpoint + margin) return index + 1;
  }
  return 0;
}

/**
 * Takes one sample: `reached` is the highest rank whose setpoint it reaches, `kept` the highest that it is still
 * within the deadband of. Returns the rank that holds after it. `pauses`: the highest rank whose run it does not end
 * where it does not reach its setpoint: with `kept`, noise about a setpoint does not begin the on-delay anew.
 */
export function trackLevel(
  state: LevelState,
  at: EpochMs,
  reached: Rank,
  kept: Rank,
  raised: Confirmed,
  cleared: Confirmed,
  pauses: Rank = reached,
): Rank {
  for (let rank = 1; rank <= severities.length; rank += 1) {
    if (rank <= reached || rank > pauses) extend(state.reached[rank - 1] as Run, rank <= reached, at);
    extend(state.left[rank - 1] as Run, rank > kept, at);
  }
  for (let rank = severities.length; rank > state.rank; rank -= 1) {
    const run = state.reached[rank - 1] as Run;
    if (run.count > 0 && raised(run.count, at - run.sinceAt)) {
      state.rank = rank;
      return rank;
    }
  }
  while (state.rank > 0) {
    const run = state.left[state.rank - 1] as Run;
    if (run.count === 0 || !cleared(run.count, at - run.sinceAt)) break;
    state.rank -= 1;
  }
  return state.rank;
}

function extend(run: Run, holds: boolean, at: EpochMs): void {
  if (!holds) {
    run.count = 0;
    return;
  }
  if (run.count === 0) run.sinceAt = at;
  run.count += 1;
}

export function severityOfRank(rank: Rank): Severity | null {
  return severities[rank - 1] ?? null;
}
