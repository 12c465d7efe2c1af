// What a drill does to a town: which of its devices take part, how often each reports, what befalls them, and what must be
// raised for it. Follows from the registry, the rules in force and the seed.
import { SluiceError } from '../../../core/error.ts';
import type { Json } from '../../../core/ports.ts';
import type { Device } from '../../../core/registry.ts';
import { minuteMs, secondMs } from '../../../core/time.ts';
import { type DrillDevice, type DrillRole, DrillStorm } from '../../../simulators/drill-storm.ts';
import type { LoadDevice } from '../../../simulators/load.ts';
import type { DrillTown } from './registry-copy.ts';

export interface DrillPlanOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Messages a second of all devices. */
  readonly rate: number;
  /** At most so many devices connect. */
  readonly devices: number;
}

export interface DrillLoad {
  readonly devices: readonly LoadDevice[];
  /** Messages a second of these together. */
  readonly rate: number;
}

export interface DrillPlan {
  readonly storm: DrillStorm;
  readonly gauges: readonly DrillDevice[];
  readonly covers: readonly DrillDevice[];
  readonly takingPart: number;
  /** Gauges report faster than all others. */
  readonly loads: readonly DrillLoad[];
}

interface Levels {
  readonly levels?: Readonly<Record<string, number>>;
  readonly on_delay?: { readonly samples?: number; readonly seconds?: number };
}

interface WaterRule extends Levels {
  readonly overrides?: Readonly<Record<string, Levels>>;
}

interface CoverRule {
  readonly confirm?: {
    readonly reports?: number;
    readonly seconds?: number;
    readonly passing_seconds?: number;
    readonly delivery_seconds?: number;
  };
}

/** Nobody is silent in a drill, so that silence raises nothing, whatever happens to the hub. */
const leastIntervalMs = minuteMs;
const gaugeEveryMs = secondMs;
/** Every device is heard so often at least. */
const longestIntervalMs = 10 * secondMs;

/** Throws `bad_option` where the storm would be over before the rules may speak. `rules`: definitions in force, by id. */
export function planDrill(
  town: DrillTown,
  rules: ReadonlyMap<string, Json>,
  options: DrillPlanOptions,
): DrillPlan {
  const { rate, seconds, seed } = options;
  const water = rules.get('flood-depth') as WaterRule | undefined;
  const cover = rules.get('cover-displaced') as CoverRule | undefined;
  const most = Math.min(options.devices, Math.floor((rate * longestIntervalMs) / secondMs));
  const all = town.devices.map((device) => drillDevice(device, town, water));
  const inOrder = (['gauge', 'cover', 'rain', 'other'] as const).flatMap((role) =>
    all.filter((device) => device.role === role),
  );
  const devices = inOrder.slice(0, most);
  const gauges = devices.filter(({ role }) => role === 'gauge');
  const others = devices.filter(({ role }) => role !== 'gauge');
  const gaugeRate = Math.min((gauges.length * secondMs) / gaugeEveryMs, others.length > 0 ? rate / 2 : rate);
  const otherRate = rate - gaugeRate;
  const gaugeStepMs = gauges.length === 0 ? 0 : (gauges.length / gaugeRate) * secondMs;
  const coverStepMs = others.length === 0 ? 0 : (others.length / otherRate) * secondMs;
  const secrets = new Map(town.devices.map(({ id, secret }) => [id, secret]));
  const loadOf = (list: readonly DrillDevice[], perS: number): DrillLoad[] => {
    if (list.length === 0) return [];
    return [{ devices: list.map(({ id }) => ({ deviceId: id, secret: secrets.get(id) ?? '' })), rate: perS }];
  };
  try {
    const storm = new DrillStorm({
      ...{ seed, devices, durationMs: seconds * secondMs },
      waterDelayMs: waterDelayMs(water, gaugeStepMs),
      coverDelayMs: coverDelayMs(cover, coverStepMs),
    });
    return {
      ...{ storm, gauges, takingPart: devices.length },
      covers: others.filter(({ role }) => role === 'cover'),
      loads: [...loadOf(gauges, gaugeRate), ...loadOf(others, otherRate)],
    };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new SluiceError(`${seconds} seconds are too few: ${thrown.message}`, {
      code: 'bad_option',
      hint: 'give more with --seconds; the rules of this hub want to see water and covers for that long',
    });
  }
}

/** As the drill's hub expects them to report. */
export function expectedIntervalS(plan: Pick<DrillPlan, 'loads'>): number {
  const steps = plan.loads.map(({ devices, rate }) => (devices.length / rate) * secondMs);
  return Math.ceil(Math.max(leastIntervalMs, ...steps.map((step) => 3 * step)) / secondMs);
}

function drillDevice(device: Device, town: DrillTown, rule: WaterRule | undefined): DrillDevice {
  const role = roleOf(town.primaryMetrics.get(device.profile) ?? '');
  const { id, pointId, mountHeightMm, zeroOffsetMm, baselineTiltDeg } = device;
  const setpoint_mm = role === 'gauge' ? setpointAt(rule, pointId) : null;
  return { id, role, pointId, setpoint_mm, mountHeightMm, zeroOffsetMm, baselineTiltDeg };
}

function roleOf(primaryMetric: string): DrillRole {
  if (primaryMetric === 'depth_mm' || primaryMetric === 'distance_mm') return 'gauge';
  if (primaryMetric.startsWith('tilt') || primaryMetric === 'cover_open') return 'cover';
  return primaryMetric === 'rain_mm' ? 'rain' : 'other';
}

function setpointAt(rule: WaterRule | undefined, pointId: string | null): number | null {
  const levels = rule?.overrides?.[pointId ?? '']?.levels ?? rule?.levels ?? {};
  const lowest = Math.min(...Object.values(levels));
  return Number.isFinite(lowest) ? lowest : null;
}

function waterDelayMs(rule: WaterRule | undefined, stepMs: number): number {
  const delays = [rule, ...Object.values(rule?.overrides ?? {})].map(
    (levels) => (levels?.on_delay?.seconds ?? 0) * secondMs + (1 + (levels?.on_delay?.samples ?? 1)) * stepMs,
  );
  return Math.max(...delays);
}

function coverDelayMs(rule: CoverRule | undefined, stepMs: number): number {
  const { reports = 2, seconds = 30, passing_seconds = 2, delivery_seconds = 3 } = rule?.confirm ?? {};
  const confirmedMs = Math.min(reports * stepMs, seconds * secondMs);
  return stepMs + confirmedMs + (passing_seconds + delivery_seconds) * secondMs;
}
