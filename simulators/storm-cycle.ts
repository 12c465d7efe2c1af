// What one cycle of a storm brings, drawn once from the seed: which points flood, which devices meet with what.
import { type FloodCourse, floodCourse } from './flood-course.ts';
import { floodProfiles } from './flood-profiles.ts';
import { createRandom, type Random } from './random.ts';
import type { StormPlan } from './storm-plan.ts';
import type { Town, TownDevice } from './town.ts';
import { distance_m } from './town-map.ts';

/** Something that a device undergoes from `atMs` until `untilMs` of the storm. */
export type Incident =
  | {
      readonly kind: 'displaced';
      readonly atMs: number;
      readonly untilMs: number;
      /** Away from the angle at installation, degrees. */
      readonly tilt_deg: number;
    }
  | {
      readonly kind: 'shock';
      readonly atMs: number;
      readonly untilMs: number;
      readonly tilt_deg: number;
      readonly shock_g: number;
    }
  /** `mute` keeps its connection and says nothing; `gone` loses the connection too. */
  | { readonly kind: 'mute' | 'gone'; readonly atMs: number; readonly untilMs: number };

export interface StormCycle {
  /** By point. */
  readonly floods: ReadonlyMap<string, FloodCourse>;
  /** By device, in order of time. */
  readonly incidents: ReadonlyMap<string, readonly Incident[]>;
}

/** A cover may lie so far from a flooding gauge and still be silenced by the same water. */
const nearFlood_m = 250;
/** Recorded covers came back to rest within a second or two of a wheel. */
const shockLastsMs = 1_200;

export function drawCycle(town: Town, seed: number, plan: StormPlan, cycle: number): StormCycle {
  const startMs = cycle * plan.cycleMs;
  const floods = drawFloods(town, createRandom(seed, plan.name, 'floods', cycle), plan, startMs);
  const random = createRandom(seed, plan.name, 'incidents', cycle);
  const incidents = new Map<string, Incident[]>();
  const add = (device: TownDevice, incident: Incident) => {
    const list = incidents.get(device.id) ?? [];
    list.push(incident);
    list.sort((a, b) => a.atMs - b.atMs);
    incidents.set(device.id, list);
  };

  const covers = town.devices.filter((device) => device.profile === 'tilt');
  const silent = drawSilent(town, random, plan.silent.count, covers, floods);
  silent.forEach((device, i) => {
    const atMs = startMs + Math.round(random.between(...plan.silent.atMs));
    add(device, { kind: i % 2 === 0 ? 'gone' : 'mute', atMs, untilMs: atMs + plan.silent.forMs });
  });
  const taken = new Set(silent);
  const others = covers.filter((device) => !taken.has(device));
  const displaced = random.sample(others, plan.displaced.count);
  for (const device of displaced) {
    const atMs = startMs + Math.round(random.between(...plan.displaced.atMs));
    const tilt_deg = random.between(14, 85);
    add(device, { kind: 'displaced', atMs, untilMs: atMs + plan.displaced.forMs, tilt_deg });
  }
  const still = others.filter((device) => !displaced.includes(device));
  for (const device of random.sample(still, plan.shocks)) {
    const atMs = startMs + Math.round(random.between(0, plan.cycleMs - shockLastsMs));
    // Half of them only shake; the others show the momentary angles that accelerometers recorded under wheels,
    // up to where a hub must take a single report for a cover that has flipped.
    const tilt_deg = random.next() < 0.5 ? 0 : random.between(36, 85);
    const shock_g = random.between(2, 16);
    add(device, { kind: 'shock', atMs, untilMs: atMs + shockLastsMs, tilt_deg, shock_g });
  }
  return { floods, incidents };
}

function drawFloods(town: Town, random: Random, plan: StormPlan, startMs: number): Map<string, FloodCourse> {
  const { floods } = plan;
  const points = random.sample(
    town.points.filter((point) => point.kind === 'flood'),
    floods.count,
  );
  const profiles = floodProfiles();
  return new Map(
    points.map((point, i) => {
      const peak_mm =
        floods.peaks_mm === null ? null : (floods.peaks_mm[i] ?? floods.peaks_mm.at(-1) ?? null);
      // A deep flood is shaped after a deep one.
      const alike = profiles.filter(
        (profile) => peak_mm === null || profile.peak_mm >= Math.min(peak_mm, 150),
      );
      const course = floodCourse({
        profile: random.pick(alike),
        startMs: startMs + floods.firstAtMs + i * floods.apartMs,
        peak_mm,
        riseMs: floods.riseMs,
        fallMs: floods.fallMs,
        fastestRise_mmPerS: floods.fastestRise_mmPerS,
      });
      return [point.id, course];
    }),
  );
}

/** Mostly covers near the water, those first that report often, because their silence is noticed soonest. */
function drawSilent(
  town: Town,
  random: Random,
  count: number,
  covers: readonly TownDevice[],
  floods: ReadonlyMap<string, FloodCourse>,
): TownDevice[] {
  const points = new Map(town.points.map((point) => [point.id, point]));
  const wet = [...floods.keys()].flatMap((id) => points.get(id) ?? []);
  const quickest_s = Math.min(...covers.map((device) => device.intervalS));
  const quick = covers.filter((device) => device.intervalS === quickest_s);
  const near = quick.filter((device) => {
    const point = points.get(device.pointId);
    return point !== undefined && wet.some((place) => distance_m(place, point) < nearFlood_m);
  });
  const drowned = random.sample(near, Math.ceil(count * 0.6));
  const rest = quick.filter((device) => !drowned.includes(device));
  return [...drowned, ...random.sample(rest, count - drowned.length)];
}
