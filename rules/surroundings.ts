// What is known of the surroundings of a place: how deep the water stood at each gauge last, and how much rain fell
// at each rain gauge in the last hours. Neighbours confirm each other by it.
import { distance_m } from '../core/distance.ts';
import { qualityFlags } from '../core/reading.ts';
import type { Device, Point, Registry } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import { type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { confidenceOf } from './confidence.ts';

export interface Seen {
  readonly metric: string;
  /** Of the last sample: event time, value, flags. */
  at: EpochMs;
  value: number;
  flags: number;
  /** Rain by the time of the last of it, oldest first; empty for water. */
  readonly rain: [at: EpochMs, mm: number][];
}

export const waterMetric = 'depth_mm';
export const rainMetric = 'rain_mm';

/** Longest time that a rule can look back for rain, and how finely it is kept. */
const rainKeptMs = 12 * hourMs;
const rainEveryMs = 5 * minuteMs;
/** A witness that is no better than this is none. */
const leastConfidence = 0.6;

export interface WetNeighbour {
  readonly deviceId: string;
  readonly at: EpochMs;
  readonly value: number;
  readonly flags: number;
}

export class Surroundings {
  /** By device: gauges and rain gauges only. */
  readonly seen = new Table<Seen>('surroundings');
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Takes in a sample of water or rain; what was seen before it, `null` where nothing was. */
  note(sample: Sample): number | null {
    const known = this.seen.get(sample.deviceId);
    if (known === undefined) {
      const { metric, measuredAt: at, value, flags } = sample;
      const rain: Seen['rain'] = metric === rainMetric && value > 0 ? [[at, value]] : [];
      this.seen.set(sample.deviceId, { metric, at, value, flags, rain });
      return null;
    }
    if (known.metric !== sample.metric) return null;
    const before = known.value;
    known.at = sample.measuredAt;
    known.value = sample.value;
    known.flags = sample.flags;
    if (sample.metric === rainMetric) addRain(known.rain, sample.measuredAt, sample.value);
    this.seen.touch(sample.deviceId);
    return before;
  }

  /** A gauge within a distance of a point that showed at least `depth_mm` since `since`, nearest first. */
  wetNear(
    point: Point,
    within_m: number,
    depth_mm: number,
    since: EpochMs,
    exceptDeviceId: string,
  ): WetNeighbour | null {
    let nearest: WetNeighbour | null = null;
    let nearest_m = Number.POSITIVE_INFINITY;
    for (const [deviceId, { metric, at, value, flags }] of this.seen.entries()) {
      if (metric !== waterMetric || value < depth_mm || at < since || deviceId === exceptDeviceId) continue;
      if (confidenceOf(flags) < leastConfidence || (flags & qualityFlags.box) !== 0) continue;
      const away_m = this.#distanceTo(point, deviceId);
      if (away_m > within_m || away_m > nearest_m) continue;
      // Which of two at the same place it is must not hang on the order of the table.
      if (away_m === nearest_m && nearest !== null && nearest.deviceId < deviceId) continue;
      nearest = { deviceId, at, value, flags };
      nearest_m = away_m;
    }
    return nearest;
  }

  /** The most rain since `since` at a rain gauge within a distance, mm; `null` where there is no such gauge. */
  rainNear(point: Point, within_m: number, since: EpochMs): number | null {
    let most: number | null = null;
    for (const [deviceId, { metric, rain }] of this.seen.entries()) {
      if (metric !== rainMetric || this.#distanceTo(point, deviceId) > within_m) continue;
      let sum = 0;
      for (const [at, mm] of rain) if (at >= since) sum += mm;
      most = Math.max(most ?? 0, sum);
    }
    return most;
  }

  /** Whether a rain gauge within a distance has reported since `since`, and none of them any rain. */
  isDryNear(point: Point, within_m: number, since: EpochMs): boolean {
    let reported = false;
    for (const [deviceId, { metric, at }] of this.seen.entries()) {
      if (metric !== rainMetric || at < since || this.#distanceTo(point, deviceId) > within_m) continue;
      reported = true;
    }
    return reported && this.rainNear(point, within_m, since) === 0;
  }

  /** A device was registered anew or taken to another place. */
  deviceChanged(device: Device): void {
    const known = this.seen.get(device.id);
    if (known !== undefined && device.pointId === null) this.seen.delete(device.id);
  }

  #distanceTo(point: Point, deviceId: string): number {
    const pointId = this.#registry.device(deviceId)?.pointId ?? null;
    const other = pointId === null ? undefined : this.#registry.point(pointId);
    return other === undefined ? Number.POSITIVE_INFINITY : distance_m(point, other);
  }
}

function addRain(rain: Seen['rain'], at: EpochMs, mm: number): void {
  while ((rain[0]?.[0] ?? at) < at - rainKeptMs) rain.shift();
  if (mm <= 0) return;
  const last = rain.at(-1);
  if (last !== undefined && at - (rain.at(-2)?.[0] ?? Number.NEGATIVE_INFINITY) < rainEveryMs) {
    last[0] = at;
    last[1] += mm;
  } else {
    rain.push([at, mm]);
  }
}
