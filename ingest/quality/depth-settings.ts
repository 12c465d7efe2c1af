// What the depth filter calls noise, water, a ghost and a fault. Every figure is a default that a city may edit.
// "Recorded gauges" are the ultrasonic street gauges of New York, 2023, in timsinashok/floodnet_ugsrp-2023;
// "recorded floods" the labelled street floods of 2020 to 2024 in mebauer/floodnet-nyc-tutorial.
import { dayMs, hourMs, minuteMs } from '../../core/time.ts';

export interface DepthFilterSettings {
  /** A depth below this is a code or an echo from beyond the ground. 5000 at a mount of 2.7 m gives -2,250. */
  readonly lowest_mm: number;
  /** A step within this is noise at any cadence: three times the 15 mm SD of the noisiest recorded gauges. */
  readonly noise_mm: number;
  /** Added to `noise_mm` for each second since the last accepted depth: the 95th percentile of recorded rises. */
  readonly usualRise_mm_per_s: number;
  /** At most this is added for time, so that a blip after a gap is still seen as one. */
  readonly usualRiseCap_mm: number;
  /** Water rises no faster. The fastest of all recorded steps is 3.1. */
  readonly fastestRise_mm_per_s: number;
  /** Up to here the road counts as dry or merely wet. */
  readonly dry_mm: number;
  /** A jump from dry that moves by less than this share of its depth looks like a parked car. */
  readonly boxFlatness: number;
  /** Or by no more than this, which is noise. */
  readonly boxNoise_mm: number;
  /** A held sample agrees with the one before when it falls back by less than the larger of these two. */
  readonly agreement_mm: number;
  readonly agreementShare: number;
  /** Samples that must agree on a jump before a healthy sensor is believed, the first one included. */
  readonly agreeingSamples: number;
  /** Recent flips that ask for one agreeing sample more, and the most that can be asked for. */
  readonly flipsPerSample: number;
  readonly agreeingSamplesMax: number;
  /** A jump from dry to above this is the sensor's own blind zone or bracket: the deepest recorded flood is 1,038. */
  readonly tallJump_mm: number;
  /** Flips are counted over about this many samples with an echo; echoes over ten times as many. */
  readonly memorySamples: number;
  /** Flips in that memory at which the sensor is faulty. */
  readonly faultyFlips: number;
  /** It is well again at this number and this long after the last flip: ghosts come back with the sun. */
  readonly wellFlips: number;
  readonly wellMs: number;
  /** Share of lost echoes at which the sensor is faulty, and at which it is well again. */
  readonly faultyLostShare: number;
  readonly wellLostShare: number;
  /** Whatever stays away from the last accepted depth this long, in samples and time, is accepted in the end. */
  readonly maxHoldSamples: number;
  readonly maxHoldMs: number;
  /** The same for a jump of `tallJump_mm` and more; one that had longer than this to rise is like any other. */
  readonly tallHoldMs: number;
  /** Without any echo this long, in samples and time, the sensor is faulty. */
  readonly silentSamples: number;
  readonly silentMs: number;
  /** Exactly the same depth above `dry_mm` so often and so long: no water stands that still. */
  readonly stuckWetSamples: number;
  readonly stuckWetMs: number;
  /** The same for a dry depth of a sensor whose samples differed by at least this share before. */
  readonly stuckSamples: number;
  readonly stuckMs: number;
  readonly stuckRestless: number;
  /** A box that stands so often and so long is in the sensor's way. */
  readonly boxSamples: number;
  readonly boxMs: number;
  /** Share of messages lost at which a gauge is faulty and well again, over about this many numbers. */
  readonly faultyFrameLoss: number;
  readonly wellFrameLoss: number;
  readonly frameMemory: number;
}

export const defaultDepthFilter: DepthFilterSettings = {
  lowest_mm: -300,
  noise_mm: 45,
  usualRise_mm_per_s: 0.25,
  usualRiseCap_mm: 35,
  fastestRise_mm_per_s: 4,
  dry_mm: 30,
  boxFlatness: 0.05,
  boxNoise_mm: 20,
  agreement_mm: 60,
  agreementShare: 0.2,
  agreeingSamples: 2,
  flipsPerSample: 2,
  agreeingSamplesMax: 8,
  tallJump_mm: 1_500,
  memorySamples: 100,
  faultyFlips: 6,
  wellFlips: 0.5,
  wellMs: 3 * dayMs,
  faultyLostShare: 0.9,
  wellLostShare: 0.5,
  maxHoldSamples: 4,
  maxHoldMs: 30 * minuteMs,
  tallHoldMs: hourMs,
  silentSamples: 12,
  silentMs: 6 * hourMs,
  stuckWetSamples: 12,
  stuckWetMs: 3 * hourMs,
  stuckSamples: 60,
  stuckMs: 6 * hourMs,
  stuckRestless: 0.5,
  boxSamples: 6,
  boxMs: hourMs,
  faultyFrameLoss: 0.8,
  wellFrameLoss: 0.5,
  frameMemory: 500,
};
