// A storm over a town: a pure function of town, seed and time. Times are ms since the storm began.
// It says what is true in the streets; what the devices make of it is device-report.ts.
import { courseDepth_mm } from './flood-course.ts';
import { createRandom } from './random.ts';
import { drawCycle, type Incident, type StormCycle } from './storm-cycle.ts';
import type { StormPlan } from './storm-plan.ts';
import type { Town } from './town.ts';

/** Gaussian showers of a cycle: middle and width as shares of its length, and weight. */
const showers = [
  [0.06, 0.05, 2],
  [0.24, 0.09, 4],
  [0.5, 0.12, 1],
] as const;
const rainSteps = 600;
/** Drawn cycles are kept, since time mostly moves on; more than a few would only hold memory. */
const keptCycles = 8;

export class Storm {
  readonly town: Town;
  readonly seed: number;
  readonly plan: StormPlan;
  readonly #cycles = new Map<number, StormCycle>();
  readonly #rainShares: readonly number[];
  readonly #lowBatteries: ReadonlySet<string>;

  constructor(town: Town, seed: number, plan: StormPlan) {
    this.town = town;
    this.seed = seed;
    this.plan = plan;
    this.#rainShares = cumulatedShowers();
    const covers = town.devices.filter((device) => device.profile === 'tilt');
    const empty = createRandom(seed, 'low batteries').sample(covers, plan.lowBatteries);
    this.#lowBatteries = new Set(empty.map((device) => device.id));
  }

  /** Rain at a point since the storm began, mm. Never falls. */
  rainSum_mm(pointId: string, atMs: number): number {
    const local = createRandom(this.seed, 'rain', pointId).between(0.85, 1.15);
    const cycles = Math.max(0, atMs / this.plan.cycleMs);
    const place = (cycles % 1) * rainSteps;
    const step = Math.floor(place);
    const from = this.#rainShares[step] ?? 0;
    const to = this.#rainShares[step + 1] ?? 1;
    return (Math.floor(cycles) + from + (to - from) * (place - step)) * this.plan.rain_mm * local;
  }

  /** Intensity, mm/h. */
  rain_mmPerH(pointId: string, atMs: number): number {
    const spanMs = this.plan.cycleMs / rainSteps;
    const fell_mm = this.rainSum_mm(pointId, atMs + spanMs) - this.rainSum_mm(pointId, atMs);
    return fell_mm / (spanMs / 3_600_000);
  }

  /** True depth under the gauge of a flood point, mm. */
  depth_mm(pointId: string, atMs: number): number {
    const depths_mm = this.#around(atMs).map((cycle) => {
      const course = cycle.floods.get(pointId);
      return course === undefined ? 0 : courseDepth_mm(course, atMs);
    });
    return Math.max(...depths_mm);
  }

  /** What a device undergoes at a moment: the newest incident that has begun and is not over. */
  incident(deviceId: string, atMs: number): Incident | null {
    const begun = this.#incidents(deviceId, atMs).filter(
      (incident) => incident.atMs <= atMs && atMs < incident.untilMs,
    );
    return begun.at(-1) ?? null;
  }

  /** First moment after `afterMs` and not after `untilMs` at which an incident of the device begins or ends. */
  nextChangeMs(deviceId: string, afterMs: number, untilMs: number): number | null {
    let next: number | null = null;
    const first = this.#cycleNumber(afterMs) - 1;
    for (let cycle = Math.max(0, first); cycle <= this.#cycleNumber(untilMs); cycle += 1) {
      for (const incident of this.#cycle(cycle).incidents.get(deviceId) ?? []) {
        for (const at of [incident.atMs, incident.untilMs]) {
          if (at > afterMs && at <= untilMs && (next === null || at < next)) next = at;
        }
      }
    }
    return next;
  }

  hasLowBattery(deviceId: string): boolean {
    return this.#lowBatteries.has(deviceId);
  }

  #incidents(deviceId: string, atMs: number): Incident[] {
    return this.#around(atMs).flatMap((cycle) => cycle.incidents.get(deviceId) ?? []);
  }

  /** The cycle of a moment and the one before, whose floods may not be over. */
  #around(atMs: number): StormCycle[] {
    const number = this.#cycleNumber(atMs);
    return number === 0 ? [this.#cycle(0)] : [this.#cycle(number - 1), this.#cycle(number)];
  }

  #cycleNumber(atMs: number): number {
    return Math.max(0, Math.floor(atMs / this.plan.cycleMs));
  }

  #cycle(number: number): StormCycle {
    let drawn = this.#cycles.get(number);
    if (drawn === undefined) {
      drawn = drawCycle(this.town, this.seed, this.plan, number);
      if (this.#cycles.size >= keptCycles) this.#cycles.delete(Math.min(...this.#cycles.keys()));
      this.#cycles.set(number, drawn);
    }
    return drawn;
  }
}

/** Share of a cycle's rain that has fallen by each step, from 0 to 1. */
function cumulatedShowers(): number[] {
  const sums = [0];
  for (let step = 0; step < rainSteps; step += 1) {
    const at = (step + 0.5) / rainSteps;
    const rate = showers.reduce(
      (sum, [middle, width, weight]) => sum + weight * Math.exp(-(((at - middle) / width) ** 2) / 2),
      0,
    );
    sums.push((sums.at(-1) ?? 0) + rate);
  }
  const total = sums.at(-1) ?? 1;
  return sums.map((sum) => sum / total);
}
