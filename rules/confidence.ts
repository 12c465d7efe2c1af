// How far a sample can be trusted, by its quality flags.
import { qualityFlags } from '../core/reading.ts';

const { low_confidence, box, faulty_sensor } = qualityFlags;

/** 1: beyond doubt. 0.6: hard to believe, and stayed. 0.4: flat from dry, as a parked car. 0.2: a faulty sensor. */
export function confidenceOf(flags: number): number {
  if ((flags & faulty_sensor) !== 0) return 0.2;
  if ((flags & box) !== 0) return 0.4;
  return (flags & low_confidence) !== 0 ? 0.6 : 1;
}

/** A claim that rests on less is not a confident one. */
export function isConfident(flags: number): boolean {
  return confidenceOf(flags) === 1;
}
