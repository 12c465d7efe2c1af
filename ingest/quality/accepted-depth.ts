// The depths accepted last, and how far from them the next one may lie without being a jump.
import type { EpochMs } from '../../core/time.ts';
import type { DepthFilterSettings } from './depth-settings.ts';

/** Accepted depths that a sample is compared with: enough to damp noise, few enough to follow a rise. */
const keptDepths = 3;

export interface AcceptedDepth {
  /** The last ones, oldest first; empty until the first. An untouched gauge is taken to be dry. */
  depths_mm: number[];
  /** Time of the last of them. */
  at: EpochMs | null;
  /** The last step up where it was more than noise, else 0: a rise that is proven may go on at its pace. */
  rise_mm: number;
}

/** `above` and `below`: a jump, which waits for a second sample that agrees. */
export type Side = 'within' | 'above' | 'below';

export function initialAcceptedDepth(): AcceptedDepth {
  return { depths_mm: [], at: null, rise_mm: 0 };
}

/** The highest of the depths accepted last; 0 where there is none. */
export function acceptedTop_mm(accepted: AcceptedDepth): number {
  let top = accepted.depths_mm[0] ?? 0;
  for (const depth of accepted.depths_mm) if (depth > top) top = depth;
  return top;
}

/** The lower of the last two: an older one would let a drop pass in the middle of a rise. */
function acceptedBottom_mm(accepted: AcceptedDepth): number {
  const last = accepted.depths_mm.at(-1) ?? 0;
  return Math.min(last, accepted.depths_mm.at(-2) ?? last);
}

/**
 * Where a depth lies by what was accepted before it. A sensor that flips is given no allowance for time, since
 * its ghosts too come after gaps.
 */
export function sideOf(
  accepted: AcceptedDepth,
  depth_mm: number,
  measuredAt: EpochMs,
  flips: boolean,
  settings: DepthFilterSettings,
): Side {
  const elapsed_s = accepted.at === null ? 0 : (measuredAt - accepted.at) / 1_000;
  const forTime_mm = flips ? 0 : Math.min(settings.usualRise_mm_per_s * elapsed_s, settings.usualRiseCap_mm);
  const allowed_mm = settings.noise_mm + forTime_mm;
  if (depth_mm > acceptedTop_mm(accepted) + allowed_mm + accepted.rise_mm) return 'above';
  if (depth_mm < acceptedBottom_mm(accepted) - allowed_mm) return 'below';
  return 'within';
}

/** Takes in an accepted depth that continues what was accepted before. */
export function follow(
  accepted: AcceptedDepth,
  depth_mm: number,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): void {
  const step_mm = depth_mm - (accepted.depths_mm.at(-1) ?? 0);
  accepted.rise_mm = step_mm > settings.noise_mm ? step_mm : 0;
  accepted.depths_mm.push(depth_mm);
  if (accepted.depths_mm.length > keptDepths) accepted.depths_mm.shift();
  accepted.at = measuredAt;
}

/** Starts anew at a depth that was held and then believed; `before_mm` is the held depth before it. */
export function restart(
  accepted: AcceptedDepth,
  depth_mm: number,
  before_mm: number,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): void {
  accepted.depths_mm = [before_mm];
  follow(accepted, depth_mm, measuredAt, settings);
  accepted.depths_mm = [depth_mm];
}
