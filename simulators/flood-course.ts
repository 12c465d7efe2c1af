// One simulated flood: a recorded one, scaled in depth and time, that never rises faster than it may.
import type { FloodProfile } from './flood-profiles.ts';

export interface FloodCourse {
  readonly profileId: string;
  /** Rising, ms of the storm. */
  readonly atMs: readonly number[];
  readonly depths_mm: readonly number[];
}

export interface FloodCourseOptions {
  readonly profile: FloodProfile;
  readonly startMs: number;
  /** Depth at the peak; `null` as recorded. */
  readonly peak_mm: number | null;
  /** Time to the peak, and from there to dry; `null` as recorded. */
  readonly riseMs: number | null;
  readonly fallMs: number | null;
  readonly fastestRise_mmPerS: number;
}

/** From the last recorded depth to dry. */
const dryingMs = 20_000;

/** The course from dry to dry. Steep rises take longer than recorded, so peaks are kept. */
export function floodCourse(options: FloodCourseOptions): FloodCourse {
  const { profile } = options;
  const peakIndex = profile.depths_mm.indexOf(profile.peak_mm);
  const peakAt_s = profile.seconds[peakIndex] ?? 0;
  const recordedFall_s = (profile.seconds.at(-1) ?? 0) - peakAt_s;
  const riseMsPerS = options.riseMs === null || peakAt_s === 0 ? 1_000 : options.riseMs / peakAt_s;
  const fallMsPerS =
    options.fallMs === null || recordedFall_s === 0 ? 1_000 : options.fallMs / recordedFall_s;
  const depthScale = options.peak_mm === null ? 1 : options.peak_mm / profile.peak_mm;

  const atMs = [options.startMs];
  const depths_mm = [0];
  const goTo = (depth_mm: number, stepMs: number) => {
    const rise_mm = Math.max(0, depth_mm - (depths_mm.at(-1) ?? 0));
    atMs.push((atMs.at(-1) ?? 0) + Math.max(stepMs, (rise_mm / options.fastestRise_mmPerS) * 1_000, 1));
    depths_mm.push(depth_mm);
  };
  profile.depths_mm.forEach((recorded_mm, i) => {
    const step_s = (profile.seconds[i] ?? 0) - (profile.seconds[i - 1] ?? 0);
    goTo(recorded_mm * depthScale, step_s * (i <= peakIndex ? riseMsPerS : fallMsPerS));
  });
  goTo(0, dryingMs);
  return { profileId: profile.id, atMs, depths_mm };
}

/** Depth at a moment, mm; 0 before the flood and after it. */
export function courseDepth_mm(course: FloodCourse, atMs: number): number {
  const after = course.atMs.findIndex((at) => at > atMs);
  if (after <= 0) return 0;
  const from = course.atMs[after - 1] ?? 0;
  const to = course.atMs[after] ?? from;
  const from_mm = course.depths_mm[after - 1] ?? 0;
  const to_mm = course.depths_mm[after] ?? 0;
  return from_mm + ((atMs - from) / (to - from)) * (to_mm - from_mm);
}
