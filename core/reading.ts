// A reading: one value of one metric of one device at one instant, with what is known about its quality.
import type { EpochMs } from './time.ts';

/**
 * Quality flags as bits, so that a reading's flags are one integer in the store.
 * A flagged reading is kept and shown; which flags keep it from the rules is said beside each.
 */
export const qualityFlags = {
  /** Older than the newest one evaluated: history only. */
  late: 1,
  /** The device's clock was ahead; stored at the time of receipt. */
  clock_ahead: 2,
  /** The device's clock was behind; stored at the time of receipt. */
  clock_behind: 4,
  /** A code for "no echo" or "blind zone", not a distance: history only. */
  no_echo: 8,
  /** Rises faster than water can, and waits for a second sign. */
  gradient: 16,
  /** One sample up and back. */
  blip: 32,
  /** A jump from dry that stays flat, as a parked car does. */
  box: 64,
  /** Accepted although suspect, because holding it longer could hide a flood. */
  low_confidence: 128,
  /** Comes from a sensor that is known to be faulty at the time. */
  faulty_sensor: 256,
  /** The gauge showed the same water on quiet dry nights: its zero has wandered, and is to be set anew. */
  drift: 512,
} as const;

export type QualityFlag = keyof typeof qualityFlags;

export interface Reading {
  readonly deviceId: string;
  readonly metric: string;
  /** When it was measured, or received where the device's clock is not believed. */
  readonly measuredAt: EpochMs;
  readonly receivedAt: EpochMs;
  /** In the metric's unit. */
  readonly value: number;
  /** Sum of `qualityFlags`. */
  readonly flags: number;
}

const noFlags: readonly QualityFlag[] = [];

/** The names of the flags that are set, in the order of their bits. */
export function flagNames(flags: number): readonly QualityFlag[] {
  // Nearly all readings have none, and this is asked for each of them.
  if (flags === 0) return noFlags;
  return (Object.keys(qualityFlags) as QualityFlag[]).filter((name) => (flags & qualityFlags[name]) !== 0);
}
