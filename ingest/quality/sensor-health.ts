// How far a gauge's sensor can be trusted: flips and lost echoes among its recent samples, with hysteresis, so
// that the claim does not flutter. Lost frames are no concern of it: they are the network's.
import type { EpochMs } from '../../core/time.ts';
import type { DepthFilterSettings } from './depth-settings.ts';

/** `flipping`: depths that come and go at once. `lost_echoes`: hardly any echo for days. `silent`: none for hours. */
export type SensorFault = 'flipping' | 'lost_echoes' | 'silent';

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
  fault: SensorFault | null;
}

export interface SensorHealth {
  readonly faulty: boolean;
  readonly reason: SensorFault | null;
  /** Recent flips, about one to a flip, fading. */
  readonly flips: number;
  /** 0 to 1. */
  readonly lostShare: number;
}

export function initialSensorHealth(): SensorHealthState {
  return { flips: 0, flippedAt: null, lostShare: 0, silentSamples: 0, silentSince: null, fault: null };
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
  if (health.fault === null) health.fault = newFault(health, measuredAt, settings);
  else if (isWell(health, measuredAt, settings)) health.fault = null;
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
  return null;
}

/** Well means free of every cause, not only of the one that was named. */
function isWell(health: SensorHealthState, measuredAt: EpochMs, settings: DepthFilterSettings): boolean {
  const sinceFlipMs = health.flippedAt === null ? Number.POSITIVE_INFINITY : measuredAt - health.flippedAt;
  return (
    health.flips <= settings.wellFlips &&
    sinceFlipMs >= settings.wellMs &&
    health.silentSince === null &&
    (health.fault !== 'lost_echoes' || health.lostShare <= settings.wellLostShare)
  );
}
