// Decides, sample by sample and at once, whether rules may trust a gauge's depth. It holds what looks wrong and
// never silences what stays: a jump is believed at its second agreeing sample, later from a sensor that flips.
import { qualityFlags } from '../core/reading.ts';
import type { EpochMs } from '../core/time.ts';
import {
  type AcceptedDepth,
  follow,
  initialAcceptedDepth,
  restart,
  sideOf,
} from './quality/accepted-depth.ts';
import type { DepthFilterSettings } from './quality/depth-settings.ts';
import {
  agrees,
  firstOfJump,
  type HeldJump,
  neededSamples,
  outlasts,
  releaseOf,
} from './quality/held-jump.ts';
import {
  initialSensorHealth,
  judgeSensor,
  noteBox,
  noteDepth,
  noteEcho,
  noteFlip,
  type SensorHealth,
  type SensorHealthState,
} from './quality/sensor-health.ts';

export { type DepthFilterSettings, defaultDepthFilter } from './quality/depth-settings.ts';

/** Plain JSON of a fixed size; `filterDepth` changes it in place. */
export interface DepthFilterState {
  accepted: AcceptedDepth;
  held: HeldJump | null;
  /** Depth of the box that is standing there, null where none is. */
  box_mm: number | null;
  health: SensorHealthState;
}

export interface DepthSample {
  /** Later than that of the sample before. */
  readonly measuredAt: EpochMs;
  readonly depth_mm: number;
  /** The raw distance was a code or outside the sensor's range. */
  readonly noEcho: boolean;
}

/**
 * Accepted: `plausible`, `box`, `fast_rise` (faster than water), `agreed` (a jump that others confirmed),
 * `held_long_enough`. Not accepted: `no_echo`, `implausible` (far below the ground), `jump` and `drop` (wait for
 * a second sign), `tall_jump` (higher than any flood, at once).
 */
export type DepthReason =
  | 'plausible'
  | 'box'
  | 'fast_rise'
  | 'agreed'
  | 'held_long_enough'
  | 'no_echo'
  | 'implausible'
  | 'jump'
  | 'drop'
  | 'tall_jump';

export interface DepthVerdict {
  /** False exactly where `flags` holds `no_echo`, `gradient` or `blip`. */
  readonly accepted: boolean;
  /** Sum of `qualityFlags`. */
  readonly flags: number;
  readonly reason: DepthReason;
  /**
   * Held samples that this accepted one proves right. A rule that asks for two samples may count them: on a
   * gauge that reports every 30 minutes a second sign is all there is of a short flood.
   */
  readonly confirms: number;
}

export function initialDepthFilter(): DepthFilterState {
  return { accepted: initialAcceptedDepth(), held: null, box_mm: null, health: initialSensorHealth() };
}

/** How far the sensor can be trusted after the last sample. */
export function sensorHealth(state: DepthFilterState): SensorHealth {
  const { fault, flips, lostShare } = state.health;
  return { faulty: fault !== null, reason: fault, flips, lostShare };
}

/** Judges one sample. The same samples give the same verdicts, wherever the state was stored between them. */
export function filterDepth(
  state: DepthFilterState,
  sample: DepthSample,
  settings: DepthFilterSettings,
): DepthVerdict {
  const isImplausible = !(
    sample.depth_mm >= settings.lowest_mm && sample.depth_mm < Number.POSITIVE_INFINITY
  );
  const hasEcho = !sample.noEcho && !isImplausible;
  noteEcho(state.health, hasEcho, sample.measuredAt, settings);
  if (hasEcho) noteDepth(state.health, sample.depth_mm, sample.measuredAt, settings);
  const verdict = hasEcho ? judgeDepth(state, sample, settings) : null;
  if (verdict !== null && !isHeldBy(verdict.flags)) {
    noteBox(state.health, state.box_mm !== null, sample.measuredAt);
  }
  judgeSensor(state.health, sample.measuredAt, settings);
  const { flags, reason, confirms } =
    verdict ?? waiting(sample.noEcho ? 'no_echo' : 'implausible', qualityFlags.no_echo);
  const fromFaulty = state.health.fault === null ? 0 : qualityFlags.faulty_sensor;
  return { accepted: !isHeldBy(flags), flags: flags | fromFaulty, reason, confirms };
}

function isHeldBy(flags: number): boolean {
  return (flags & (qualityFlags.no_echo | qualityFlags.gradient | qualityFlags.blip)) !== 0;
}

type Judgement = Omit<DepthVerdict, 'accepted'>;

function waiting(reason: DepthReason, flag: number): Judgement {
  return { flags: flag, reason, confirms: 0 };
}

function judgeDepth(state: DepthFilterState, sample: DepthSample, settings: DepthFilterSettings): Judgement {
  const { measuredAt, depth_mm } = sample;
  const flips = state.health.flips >= settings.flipsPerSample;
  const side = sideOf(state.accepted, depth_mm, measuredAt, flips, settings);
  if (side === 'within') return acceptPlain(state, sample, settings);

  const away = state.held?.side === side && state.held.samples > 0 ? state.held : null;
  const leftAt = away?.since ?? measuredAt;
  const fresh = firstOfJump(side, sample, leftAt, state.accepted, settings);
  if (fresh.tall) noteFlip(state.health, measuredAt);
  // A ghost in the middle of a jump that may be water says nothing about the water.
  const isFresh = state.held !== null && measuredAt - state.held.levelAt < settings.maxHoldMs;
  if (fresh.tall && state.held?.tall === false && isFresh) return waiting('tall_jump', qualityFlags.gradient);
  return hold(state, fresh, sample, settings);
}

/** Continues what was accepted; what was held meanwhile loses ground or is proven a blip. */
function acceptPlain(state: DepthFilterState, sample: DepthSample, settings: DepthFilterSettings): Judgement {
  const { depth_mm, measuredAt } = sample;
  if (state.held !== null && !outlasts(state.held)) {
    if (!state.held.tall) noteFlip(state.health, measuredAt);
    state.held = null;
  }
  follow(state.accepted, depth_mm, measuredAt, settings);
  if (state.box_mm !== null && Math.abs(depth_mm - state.box_mm) <= flatness_mm(state.box_mm, settings)) {
    return { flags: qualityFlags.box | qualityFlags.low_confidence, reason: 'box', confirms: 0 };
  }
  state.box_mm = null;
  return { flags: 0, reason: 'plausible', confirms: 0 };
}

/** By how much a box may seem to move: its share of the depth, or the sensor's noise. */
function flatness_mm(box_mm: number, settings: DepthFilterSettings): number {
  return Math.max(settings.boxFlatness * box_mm, settings.boxNoise_mm);
}

/** Lets a jump wait, or believes it. */
function hold(
  state: DepthFilterState,
  fresh: HeldJump,
  sample: DepthSample,
  settings: DepthFilterSettings,
): Judgement {
  const { measuredAt, depth_mm } = sample;
  const before = state.held?.side === fresh.side ? state.held : null;
  if (state.held !== null && before === null && !state.held.tall) noteFlip(state.health, measuredAt);
  const before_mm = before?.level_mm ?? depth_mm;
  const held = before === null ? fresh : extended(state.health, before, fresh, settings);
  state.held = held;

  const needed = neededSamples(held, state.health.flips, settings);
  const release = releaseOf(held, measuredAt, needed, settings);
  if (release === null) {
    if (held.side === 'below') return waiting('drop', qualityFlags.blip);
    if (held.tall) return waiting('tall_jump', qualityFlags.gradient);
    return waiting('jump', held.fast ? qualityFlags.gradient : qualityFlags.blip);
  }

  state.held = null;
  state.box_mm = null;
  restart(state.accepted, depth_mm, before_mm, measuredAt, settings);
  const { low_confidence, faulty_sensor, box } = qualityFlags;
  const confirms = (release === 'agreed' ? held.agreeing : held.samples) - 1;
  if (held.side === 'below') return { flags: 0, reason: 'agreed', confirms };
  if (release === 'held_long_enough') {
    return { flags: low_confidence | faulty_sensor, reason: release, confirms };
  }
  const isFlat = Math.abs(depth_mm - before_mm) <= flatness_mm(before_mm, settings);
  if (isFlat && held.from_mm < settings.dry_mm) {
    state.box_mm = before_mm;
    return { flags: box | low_confidence, reason: 'box', confirms };
  }
  if (held.fast) return { flags: low_confidence, reason: 'fast_rise', confirms };
  const isLongerHold = needed > settings.agreeingSamples;
  return { flags: isLongerHold ? low_confidence : 0, reason: 'agreed', confirms };
}

/** The held jump with one sample more, which agrees or starts the count anew. */
function extended(
  health: SensorHealthState,
  before: HeldJump,
  fresh: HeldJump,
  settings: DepthFilterSettings,
): HeldJump {
  if (before.tall && !fresh.tall) return fresh;
  const flips = health.flips >= settings.flipsPerSample;
  const isAgreed = agrees(before, { measuredAt: fresh.levelAt, depth_mm: fresh.level_mm }, flips, settings);
  if (!isAgreed && !fresh.tall) noteFlip(health, fresh.since);
  return {
    ...before,
    level_mm: fresh.level_mm,
    levelAt: fresh.levelAt,
    agreeing: isAgreed ? before.agreeing + 1 : 1,
    samples: before.samples + 1,
    since: before.samples === 0 ? fresh.since : before.since,
  };
}
