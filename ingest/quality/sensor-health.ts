// How far a gauge's sensor can be trusted: flips and lost echoes among its recent samples, a reading that never
// moves, a box that stays. With hysteresis and a memory for relapses, so that the claim does not flutter.
import type { SensorFault } from '../../core/sensor-fault.ts';
import { dayMs, type EpochMs } from '../../core/time.ts';
import type { DepthFilterSettings } from './depth-settings.ts';

export interface SensorHealthState {
  /** Flips, each fading by one part in `memorySamples` with each echo. */
  flips: number;
  /** Time of the last flip; null where there was none. */
  flippedAt: EpochMs | null;
  /** Share of samples without an echo, 0 to 1, over ten times `memorySamples`. */
  lostShare: number;
  /** Samples without an echo since the last one that had one. */
  silentSamples: number;
  /** Time of the first of them; null where the last sample had an echo. */
  silentSince: EpochMs | null;
  /** The last depth, how many in a row were exactly that, since when, and how restless it was before. */
  same_mm: number | null;
  sameSamples: number;
  sameSince: EpochMs;
  sameRestless: number;
  /** Share of samples that differ from the one before, 0 to 1, over `memorySamples`. */
  restless: number;
  /** Samples of a box that stands there, and the time of the first; 0 where none does. */
  boxSamples: number;
  boxSince: EpochMs;
  fault: SensorFault | null;
  /** Times that it began to flip again soon after it was well, and the last time that it was. */
  relapses: number;
  wellAt: EpochMs | null;
}

export interface SensorHealth {
  readonly faulty: boolean;
  readonly reason: SensorFault | null;
  /** Recent flips, about one to a flip, fading. */
  readonly flips: number;
  /** 0 to 1. */
  readonly lostShare: number;
}

/** A sensor that flips again within this after it was well is given twice as long the next time. */
const relapseMs = 14 * dayMs;
const relapsesMax = 3;

export function initialSensorHealth(): SensorHealthState {
  return {
    flips: 0,
    flippedAt: null,
    lostShare: 0,
    silentSamples: 0,
    silentSince: null,
    same_mm: null,
    sameSamples: 0,
    sameSince: 0,
    sameRestless: 0,
    restless: 0,
    boxSamples: 0,
    boxSince: 0,
    fault: null,
    relapses: 0,
    wellAt: null,
  };
}

/** Takes in whether a sample had an echo. Call once for each sample, before `judgeSensor`. */
export function noteEcho(
  health: SensorHealthState,
  hasEcho: boolean,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): void {
  health.lostShare += ((hasEcho ? 0 : 1) - health.lostShare) / (settings.memorySamples * 10);
  if (hasEcho) {
    health.flips -= health.flips / settings.memorySamples;
    health.silentSamples = 0;
    health.silentSince = null;
  } else {
    health.silentSamples += 1;
    health.silentSince ??= measuredAt;
  }
}

/** Takes in a depth that had an echo: whether it moves at all. */
export function noteDepth(
  health: SensorHealthState,
  depth_mm: number,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): void {
  if (depth_mm === health.same_mm) {
    health.sameSamples += 1;
  } else {
    health.same_mm = depth_mm;
    health.sameSamples = 1;
    health.sameSince = measuredAt;
    health.sameRestless = health.restless;
  }
  const moved = health.sameSamples === 1 ? 1 : 0;
  health.restless += (moved - health.restless) / settings.memorySamples;
}

/** Takes in whether a sample belongs to a box that stands below the sensor. */
export function noteBox(health: SensorHealthState, isBox: boolean, measuredAt: EpochMs): void {
  if (!isBox) {
    health.boxSamples = 0;
    return;
  }
  if (health.boxSamples === 0) health.boxSince = measuredAt;
  health.boxSamples += 1;
}

/** Takes in one proof that the sensor showed what was not there. */
export function noteFlip(health: SensorHealthState, measuredAt: EpochMs): void {
  health.flips += 1;
  health.flippedAt = measuredAt;
}

/** Names a fault, keeps it until its cause is well past, or ends it. */
export function judgeSensor(
  health: SensorHealthState,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): void {
  const { fault } = health;
  if (fault === null) {
    health.fault = newFault(health, measuredAt, settings);
    if (health.fault !== 'flipping' || health.wellAt === null) return;
    const isRelapse = measuredAt - health.wellAt < relapseMs;
    health.relapses = isRelapse ? Math.min(relapsesMax, health.relapses + 1) : 0;
  } else if (isWell(health, fault, measuredAt, settings)) {
    health.fault = null;
    if (fault === 'flipping') health.wellAt = measuredAt;
  }
}

function newFault(
  health: SensorHealthState,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): SensorFault | null {
  if (health.flips >= settings.faultyFlips) return 'flipping';
  if (
    health.silentSince !== null &&
    health.silentSamples >= settings.silentSamples &&
    measuredAt - health.silentSince >= settings.silentMs
  ) {
    return 'silent';
  }
  if (health.lostShare >= settings.faultyLostShare) return 'lost_echoes';
  if (isStuck(health, measuredAt, settings)) return 'stuck';
  const { boxSamples, boxSince } = health;
  const isObstructed = boxSamples >= settings.boxSamples && measuredAt - boxSince >= settings.boxMs;
  return isObstructed ? 'obstructed' : null;
}

/** Water moves, and so does the noise of a sensor that had any; a quiet sensor over a dry road may stand still. */
function isStuck(health: SensorHealthState, measuredAt: EpochMs, settings: DepthFilterSettings): boolean {
  const forMs = measuredAt - health.sameSince;
  if ((health.same_mm ?? 0) > settings.dry_mm) {
    return health.sameSamples >= settings.stuckWetSamples && forMs >= settings.stuckWetMs;
  }
  return (
    health.sameRestless >= settings.stuckRestless &&
    health.sameSamples >= settings.stuckSamples &&
    forMs >= settings.stuckMs
  );
}

/** A fault that shows in every sample ends with it; one that comes and goes must have stayed away. */
function isWell(
  health: SensorHealthState,
  fault: SensorFault,
  measuredAt: EpochMs,
  settings: DepthFilterSettings,
): boolean {
  if (fault === 'stuck' && health.sameSamples > 1) return false;
  if (fault === 'obstructed' && health.boxSamples > 0) return false;
  if (fault === 'lost_echoes' && health.lostShare > settings.wellLostShare) return false;
  const sinceFlipMs = health.flippedAt === null ? Number.POSITIVE_INFINITY : measuredAt - health.flippedAt;
  const isSteady =
    health.flips <= settings.wellFlips && sinceFlipMs >= settings.wellMs * 2 ** health.relapses;
  const flipsMatter = fault === 'flipping' || health.flips >= settings.faultyFlips;
  return health.silentSince === null && (!flipsMatter || isSteady);
}
