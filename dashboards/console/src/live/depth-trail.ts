// The depths of the last minutes at one gauge, thinned, to tell a rise from a fall.
import { type EpochMs, minuteMs, secondMs } from '../../../../core/time.ts';

export interface DepthSample {
  readonly at: EpochMs;
  readonly depth_mm: number;
}

/** Oldest first. */
export type DepthTrail = readonly DepthSample[];

/** The span that a change is told over. */
export const changeSpanMs = 5 * minuteMs;

const keptMs = 2 * changeSpanMs;
/** Samples closer than this replace each other: 10 minutes need 60 at most. */
const spacingMs = 10 * secondMs;
/** A change is told once it spans this much; below it, noise is all there is. */
const leastSpanMs = minuteMs;

export const noTrail: DepthTrail = [];

/** @param sample newer than all of the trail; otherwise the trail stays. */
export function extendTrail(trail: DepthTrail, sample: DepthSample): DepthTrail {
  const last = trail.at(-1);
  if (last !== undefined && sample.at <= last.at) return trail;
  const beforeLast = trail.at(-2);
  const isClose = last !== undefined && beforeLast !== undefined && last.at - beforeLast.at < spacingMs;
  const kept = (isClose ? trail.slice(0, -1) : trail).filter((known) => known.at > sample.at - keptMs);
  return [...kept, sample];
}

export interface DepthChange {
  readonly change_mm: number;
  readonly spanMs: number;
}

/** How the depth changed over the last `changeSpanMs`, or as much of it as is known; `null` when too little is. */
export function depthChange(trail: DepthTrail): DepthChange | null {
  const last = trail.at(-1);
  if (last === undefined) return null;
  const first = trail.find((sample) => sample.at >= last.at - changeSpanMs);
  if (first === undefined || last.at - first.at < leastSpanMs) return null;
  return { change_mm: last.depth_mm - first.depth_mm, spanMs: last.at - first.at };
}
