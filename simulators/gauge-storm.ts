// One gauge through a day and a half with a flood, labelled: a recorded flood under a recorded gauge's noise, losses,
// codes and ghosts, with spikes, parked cars, bursts without an echo and gaps added. Same seed, same storm.
import { type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import { courseDepth_mm, type FloodCourse, floodCourse } from './flood-course.ts';
import { floodProfiles } from './flood-profiles.ts';
import { type GaugeNoise, gaugeNoises } from './gauge-noise.ts';
import { createRandom, type Random } from './random.ts';

export interface StormReport {
  readonly ts: EpochMs;
  readonly seq: number;
  readonly distance_mm: number;
}

/** What was really there. */
export interface FloodLabel {
  readonly peak_mm: number;
  /** When the water came to the setpoint, and when it was last there; `null` where it never did. */
  readonly crossedAt: EpochMs | null;
  readonly leftAt: EpochMs | null;
  /** When the reports were sent that show the water of that time within noise: fewer than two cannot tell of it. */
  readonly telling: readonly EpochMs[];
}

export interface GaugeStorm {
  readonly gauge: string;
  readonly mountHeightMm: number;
  readonly interval_s: number;
  /** Its sensor is one that shows ghosts. */
  readonly isBroken: boolean;
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly reports: readonly StormReport[];
  readonly flood: FloodLabel;
  /** Depth of the water at an instant, mm. */
  depthAt(at: EpochMs): number;
}

type Span = readonly [from: EpochMs, to: EpochMs];

/** 1 July 2026, 00:00 UTC. */
const start: EpochMs = 1_782_864_000_000;
const lengthMs = 36 * hourMs;
const codes_mm = [300, 500, 5_000, 9_999] as const;
const brokenGauges: ReadonlySet<string> = new Set(['jolly_tender_squid']);
/** A report this far from the truth tells of something else. */
const tellingError_mm = 40;

/** The storm of a number; `setpoint_mm` is what the labels are about. */
export function gaugeStorm(seed: number, index: number, setpoint_mm: number): GaugeStorm {
  const random = createRandom(seed, 'gauge-storm', index);
  const noises = gaugeNoises();
  // Every fifth gauge is broken, every fifth loses nine of ten messages.
  const noise = noises[[0, 1, 2, 3, 0][index % 5] ?? 0] as GaugeNoise;
  const every = index % 4 === 3 && noise.gauge !== 'bored_blue_fish' ? 5 : 1;
  const course = floodOf(random, index);
  const depthAt = (at: EpochMs) => courseDepth_mm(course, at - start);
  const water: Span = [start + (course.atMs[0] ?? 0), start + (course.atMs.at(-1) ?? 0)];
  const car = random.next() < 0.25 ? spanBeside(random, water, [10 * minuteMs, 4 * hourMs]) : null;
  const car_mm = random.between(200, 1_400);
  const mute = random.next() < 0.2 ? spanAnywhere(random, [5 * minuteMs, hourMs]) : null;
  const gap = random.next() < 0.3 ? gapOf(random, water) : null;

  const reports: StormReport[] = [];
  const crossing = crossingOf(course, setpoint_mm);
  const telling: EpochMs[] = [];
  let seq = 0;
  let row = random.index(noise.distances_mm.length);
  let skipped = 0;
  for (let at = start; at < start + lengthMs; row = (row + 1) % noise.distances_mm.length) {
    const step_s = noise.steps_s[row] ?? 60;
    at += step_s * secondMs;
    skipped += 1;
    if (skipped < every) continue;
    skipped = 0;
    seq += Math.max(1, Math.round(step_s / 60 / every));
    if (isIn(gap, at)) continue;
    const recorded_mm = noise.distances_mm[row] ?? noise.ground_mm;
    const depth_mm = depthAt(at);
    const isCode = (codes_mm as readonly number[]).includes(recorded_mm);
    const top_mm = isIn(car, at) ? Math.max(depth_mm, car_mm) : depth_mm;
    let distance_mm = isCode ? recorded_mm : Math.round(recorded_mm - top_mm);
    if (isIn(mute, at) && random.next() < 0.7) distance_mm = random.pick(codes_mm);
    else if (random.next() < 0.002) distance_mm = Math.round(noise.ground_mm - spike_mm(random));
    reports.push({ ts: at, seq, distance_mm: Math.max(0, distance_mm) });
    const shown_mm = noise.ground_mm - distance_mm;
    const isTelling = Math.abs(shown_mm - depth_mm) < tellingError_mm && shown_mm >= setpoint_mm;
    if (isTelling && isIn(crossing, at)) telling.push(at);
  }
  return {
    gauge: noise.gauge,
    mountHeightMm: noise.ground_mm,
    interval_s: 60 * every,
    isBroken: brokenGauges.has(noise.gauge),
    from: start,
    to: start + lengthMs,
    reports,
    flood: {
      peak_mm: Math.round(Math.max(...course.depths_mm)),
      crossedAt: crossing?.[0] ?? null,
      leftAt: crossing?.[1] ?? null,
      telling,
    },
    depthAt,
  };
}

/** A recorded flood, a little higher or lower, somewhere in the middle of the time. */
function floodOf(random: Random, index: number): FloodCourse {
  const profiles = floodProfiles();
  const profile = profiles[(index * 7) % profiles.length] ?? random.pick(profiles);
  return floodCourse({
    profile,
    startMs: random.between(8, 18) * hourMs,
    peak_mm: profile.peak_mm * random.between(0.9, 1.15),
    riseMs: null,
    fallMs: null,
    fastestRise_mmPerS: 4,
  });
}

function crossingOf(course: FloodCourse, setpoint_mm: number): Span | null {
  let from: EpochMs | null = null;
  let to: EpochMs = 0;
  for (let at = course.atMs[0] ?? 0; at < (course.atMs.at(-1) ?? 0); at += 5 * secondMs) {
    if (courseDepth_mm(course, at) < setpoint_mm) continue;
    from ??= start + at;
    to = start + at;
  }
  return from === null ? null : [from, to];
}

function spike_mm(random: Random): number {
  return random.next() < 0.5 ? random.between(100, 2_300) : -random.between(100, 300);
}

function spanAnywhere(random: Random, [least, most]: Span): Span {
  const from = start + random.between(0, lengthMs - most);
  return [from, from + random.between(least, most)];
}

/** Before the water or after it, a quarter of an hour away. */
function spanBeside(random: Random, water: Span, [least, most]: Span): Span {
  const length = random.between(least, most);
  const isBefore = random.next() < 0.5;
  const [low, high] = isBefore
    ? [start, water[0] - 15 * minuteMs - length]
    : [water[1] + 15 * minuteMs, start + lengthMs - length];
  const from = random.between(low, Math.max(low, high));
  return [from, from + length];
}

/** A gap of the network, in half of the cases one that ends within the rise. */
function gapOf(random: Random, water: Span): Span {
  const length = random.between(20 * minuteMs, 2 * hourMs);
  if (random.next() < 0.5) return spanAnywhere(random, [length, length]);
  const to = water[0] + random.between(0.05, 0.3) * (water[1] - water[0]);
  return [to - length, to];
}

function isIn(span: Span | null, at: EpochMs): boolean {
  return span !== null && at >= span[0] && at < span[1];
}
