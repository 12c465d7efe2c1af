// The storm of a drill: over any registry, so fast that minutes are enough, and so plain that what must be raised is
// known beforehand. Water rises at some gauges and stays, some covers are lifted and stay off; all else keeps still.
import { secondMs } from '../core/time.ts';
import { createRandom } from './random.ts';

/** What a device of a registry is in the storm, by what it measures. */
export type DrillRole = 'gauge' | 'cover' | 'rain' | 'other';

export interface DrillDevice {
  readonly id: string;
  readonly role: DrillRole;
  readonly pointId: string | null;
  /** Lowest setpoint of water at its point, mm; `null` where nothing is raised there. */
  readonly setpoint_mm: number | null;
  /** As in the registry; without a height the gauge reports a depth. */
  readonly mountHeightMm: number | null;
  readonly zeroOffsetMm: number | null;
  readonly baselineTiltDeg: number | null;
}

export interface DrillStormOptions {
  readonly seed: number;
  readonly durationMs: number;
  readonly devices: readonly DrillDevice[];
  /** How long the rules look before they believe water and covers, ms. */
  readonly waterDelayMs: number;
  readonly coverDelayMs: number;
}

/** What happens at a point, once. */
export interface DrillEvent {
  readonly rule: 'flood-depth' | 'cover-displaced';
  readonly pointId: string | null;
  /** Of a flood, all gauges of the point. */
  readonly deviceIds: readonly string[];
  /** Ms of the storm: the water begins to rise, the cover goes. */
  readonly atMs: number;
}

/** Slower than the fastest recorded rise, which is 3.1. */
const rise_mmPerS = 2.5;
/** The water goes so far above the setpoint, and stays. */
const above_mm = 80;
const noiseSd_mm = 1;
const floodShare = 2 / 3;
const coverShare = 0.1;
const coversMost = 300;
/** Nothing happens in the first part, so that every device was heard at rest. */
const restShare = 0.1;
/** For the last report and its way. */
const graceMs = 5 * secondMs;

export class DrillStorm {
  /** In the order of time. */
  readonly events: readonly DrillEvent[];
  readonly #seed: number;
  readonly #devices: ReadonlyMap<string, DrillDevice>;
  readonly #eventOf = new Map<string, DrillEvent>();

  /** Throws a RangeError that says how long it must be where `durationMs` is too short for its floods. */
  constructor(options: DrillStormOptions) {
    const { seed, durationMs, devices } = options;
    this.#seed = seed;
    this.#devices = new Map(devices.map((device) => [device.id, device]));
    const firstMs = durationMs * restShare;
    const random = createRandom(seed, 'drill');
    const gauges = new Map<string, DrillDevice[]>();
    for (const device of devices) {
      if (device.role !== 'gauge' || device.pointId === null || device.setpoint_mm === null) continue;
      gauges.set(device.pointId, [...(gauges.get(device.pointId) ?? []), device]);
    }
    const floods = random.sample([...gauges], Math.ceil(gauges.size * floodShare));
    const deepest_mm = Math.max(0, ...floods.map(([, [gauge]]) => gauge?.setpoint_mm ?? 0));
    const riseMs = (deepest_mm / rise_mmPerS) * secondMs;
    const covers = onePerPoint(devices.filter(({ role }) => role === 'cover'));
    const lifted = random.sample(covers, Math.min(coversMost, Math.ceil(covers.length * coverShare)));
    const lastFloodMs = durationMs - riseMs - options.waterDelayMs - graceMs;
    const lastCoverMs = durationMs - options.coverDelayMs - graceMs;
    const lastMs = Math.min(
      floods.length > 0 ? lastFloodMs : durationMs,
      lifted.length > 0 ? lastCoverMs : durationMs,
    );
    if (lastMs <= firstMs) {
      const least_s = Math.ceil((durationMs - lastMs) / (1 - restShare) / secondMs) + 1;
      throw new RangeError(`the storm takes ${least_s} seconds at least`);
    }
    const spread = (index: number, count: number, toMs: number) =>
      Math.round(firstMs + ((index + 0.5) / count) * (toMs - firstMs));
    this.events = [
      ...floods.map(
        ([pointId, at], i): DrillEvent => ({
          ...{ rule: 'flood-depth', pointId, deviceIds: at.map(({ id }) => id) },
          atMs: spread(i, floods.length, lastFloodMs),
        }),
      ),
      ...lifted.map(
        ({ id, pointId }, i): DrillEvent => ({
          ...{ rule: 'cover-displaced', pointId, deviceIds: [id] },
          atMs: spread(i, lifted.length, lastCoverMs),
        }),
      ),
    ].sort((a, b) => a.atMs - b.atMs);
    for (const event of this.events) for (const id of event.deviceIds) this.#eventOf.set(id, event);
  }

  /** What the device measures at `atMs` of the storm, as its message `seq`. */
  body(deviceId: string, seq: number, atMs: number): Record<string, number | boolean> {
    const device = this.#devices.get(deviceId);
    const event = this.#eventOf.get(deviceId);
    const sinceMs = event === undefined ? -1 : atMs - event.atMs;
    const random = createRandom(this.#seed, deviceId, seq);
    const battery_v = Number((3.58 + 0.004 * random.normal()).toFixed(3));
    switch (device?.role) {
      case 'gauge':
        return { ...water(device, sinceMs, random.normal()), battery_v };
      case 'cover': {
        const away_deg = sinceMs < 0 ? 0 : 40;
        const tilt_deg = (device.baselineTiltDeg ?? 0) + away_deg + 0.15 * random.normal();
        return { tilt_deg: Number(tilt_deg.toFixed(2)), cover_open: sinceMs >= 0, battery_v };
      }
      case 'rain':
        return { rain_mm: random.next() < 0.1 ? 0.2 : 0 };
      default:
        return { battery_v };
    }
  }
}

/** Sensors hang above the road, and a road is never quite flat. */
function water(device: DrillDevice, sinceMs: number, noise: number): Record<string, number> {
  const top_mm = (device.setpoint_mm ?? 0) + above_mm;
  const depth_mm = Math.min(top_mm, (Math.max(0, sinceMs) / secondMs) * rise_mmPerS);
  const shown_mm = depth_mm + (device.zeroOffsetMm ?? 0) + noiseSd_mm * noise;
  if (device.mountHeightMm === null) return { depth_mm: Math.round(shown_mm) };
  return { distance_mm: Math.round(device.mountHeightMm - shown_mm) };
}

/** Two sensors in one cover would be one alarm. */
function onePerPoint(devices: readonly DrillDevice[]): DrillDevice[] {
  const byPoint = new Map(devices.map((device) => [device.pointId ?? `${device.id} alone`, device]));
  return [...byPoint.values()];
}
