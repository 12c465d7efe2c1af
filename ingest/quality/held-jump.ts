// A jump that waits for a second sign: how long it agrees with itself, and when it has waited enough. What is
// held is accepted in the end; nothing that stays is silenced.
import type { EpochMs } from '../../core/time.ts';
import { type AcceptedDepth, acceptedTop_mm } from './accepted-depth.ts';
import type { DepthFilterSettings } from './depth-settings.ts';

export interface HeldJump {
  side: 'above' | 'below';
  /** Accepted depth that it left. */
  from_mm: number;
  /** The newest held depth, and its time. */
  level_mm: number;
  levelAt: EpochMs;
  /** Samples in agreement up to the newest; a sample back at the accepted depth takes two away. */
  agreeing: number;
  /** Samples on its side without one back at the accepted depth, and the time of the first of them. */
  samples: number;
  since: EpochMs;
  /** Water cannot have risen that fast. */
  fast: boolean;
  /** Higher than any flood, out of nothing: only the longest hold will do. */
  tall: boolean;
}

/** Why a held jump is believed, or null while it waits on. */
export type Release = 'agreed' | 'held_long_enough';

/** The jump that `sample` would begin; `leftAt` is when its depth first left what was accepted. */
export function firstOfJump(
  side: 'above' | 'below',
  sample: { readonly measuredAt: EpochMs; readonly depth_mm: number },
  leftAt: EpochMs,
  accepted: AcceptedDepth,
  settings: DepthFilterSettings,
): HeldJump {
  const from_mm = acceptedTop_mm(accepted);
  const jump_mm = sample.depth_mm - from_mm;
  const elapsedMs = accepted.at === null ? Number.POSITIVE_INFINITY : leftAt - accepted.at;
  return {
    side,
    from_mm,
    level_mm: sample.depth_mm,
    levelAt: sample.measuredAt,
    agreeing: 1,
    samples: 1,
    since: sample.measuredAt,
    fast: jump_mm > (settings.fastestRise_mm_per_s * elapsedMs) / 1_000,
    tall: jump_mm > settings.tallJump_mm && elapsedMs < settings.tallHoldMs,
  };
}

/**
 * Takes in a sample back at the accepted depth: two agreeing samples are lost and the longest hold begins anew.
 * False where nothing is left of the jump; a tall one never outlasts it.
 */
export function outlasts(held: HeldJump): boolean {
  held.agreeing -= 2;
  held.samples = 0;
  return !held.tall && held.agreeing > 0;
}

/**
 * Whether the next depth on the same side tells the same story. A fall may go on as it likes; a rise may go on
 * by as much as it began with or as fast as water can, and fall back within noise. Hours apart, any two depths
 * of water agree; those of a sensor that flips are given nothing for time.
 */
export function agrees(
  held: HeldJump,
  next: { readonly measuredAt: EpochMs; readonly depth_mm: number },
  flips: boolean,
  settings: DepthFilterSettings,
): boolean {
  const elapsed_s = flips ? 0 : (next.measuredAt - held.levelAt) / 1_000;
  const back_mm =
    Math.max(settings.agreement_mm, settings.agreementShare * Math.abs(held.level_mm)) +
    settings.usualRise_mm_per_s * elapsed_s;
  if (held.side === 'below') return next.depth_mm <= held.level_mm + back_mm;
  const onward_mm = Math.max(
    back_mm + held.level_mm - held.from_mm,
    settings.fastestRise_mm_per_s * elapsed_s,
  );
  return next.depth_mm >= held.level_mm - back_mm && next.depth_mm <= held.level_mm + onward_mm;
}

/** Samples that must agree: one more for each recent flip. A fall needs no more than a healthy sensor's. */
export function neededSamples(held: HeldJump, flips: number, settings: DepthFilterSettings): number {
  if (held.side === 'below') return settings.agreeingSamples;
  return Math.min(
    settings.agreeingSamples + Math.floor(flips / settings.flipsPerSample),
    settings.agreeingSamplesMax,
  );
}

export function releaseOf(
  held: HeldJump,
  measuredAt: EpochMs,
  needed: number,
  settings: DepthFilterSettings,
): Release | null {
  if (!held.tall && held.agreeing >= needed) return 'agreed';
  const longestMs = held.tall ? settings.tallHoldMs : settings.maxHoldMs;
  const isLong = held.samples >= settings.maxHoldSamples && measuredAt - held.since >= longestMs;
  // Rough water may never agree with itself; two samples more than agreement would have needed are a sign too.
  const isRough = !held.tall && held.samples >= needed + 2;
  return isLong || isRough ? 'held_long_enough' : null;
}
