// The values of one report at their instant: each becomes a reading to store, a sample for the rules, or a
// duplicate; a distance becomes a depth, and a depth passes the filter first.
import { qualityFlags, type Reading } from '../core/reading.ts';
import type { Device, DeviceProfile } from '../core/registry.ts';
import type { Rejection } from '../core/result.ts';
import { derivedMetrics, type Sample } from '../core/sample.ts';
import { type SensorFault, sensorFaultCode } from '../core/sensor-fault.ts';
import type { EpochMs } from '../core/time.ts';
import type { Report } from './decoded.ts';
import {
  type DepthFilterSettings,
  type DepthFilterState,
  type DepthVerdict,
  filterDepth,
  initialDepthFilter,
  sensorHealth,
} from './depth-filter.ts';
import type { ClockState, TimedReport } from './device-clock.ts';
import type { FrameLoss } from './quality/frame-loss.ts';
import type { FrameMemory } from './uplink-doubles.ts';
import { isSentinel, whyUnusable } from './usable-range.ts';

/** Held depths that may still be proven right; more than a jump ever waits for. */
const heldDepthsMax = 10;

interface HeldDepth {
  readonly measuredAt: EpochMs;
  readonly depth_mm: number;
  readonly flags: number;
}

/** What is kept of a device between its messages: plain JSON, changed in place. */
export interface DeviceIntake {
  readonly clock: ClockState;
  /** Instant of the newest evaluated reading, by metric. */
  readonly newestAt: Record<string, EpochMs>;
  depth: DepthFilterState | null;
  readonly frameLoss: FrameLoss;
  /** Depths since the last accepted one that wait for a second sign, oldest first. */
  readonly heldDepths: HeldDepth[];
  /** Whether a gauge's zero was seen to have wandered. */
  drifted?: boolean;
  /** Of devices behind a network server. */
  frames?: FrameMemory;
}

/** What one message brings, while its reports are taken in. */
export interface Gathering {
  readonly device: Device;
  readonly profile: DeviceProfile | undefined;
  readonly filter: DepthFilterSettings;
  readonly state: DeviceIntake;
  readonly receivedAt: EpochMs;
  readonly readings: Reading[];
  readonly samples: Sample[];
  readonly rejections: Rejection[];
  duplicateReadings: number;
  evaluated: number;
  missing: number;
  filled: number;
}

/** The values that a working sensor can give, by metric; the others are rejected. */
export function usableValues(gathering: Gathering, report: Report): ReadonlyMap<string, number> {
  return new Map(report.values.filter(([metric, value]) => isUsable(gathering, metric, value)));
}

function isUsable({ profile, rejections }: Gathering, metric: string, value: number): boolean {
  const why = whyUnusable(profile, metric, value);
  if (why !== null) rejections.push(why);
  return why === null;
}

export function takeValues(
  gathering: Gathering,
  timed: TimedReport,
  values: ReadonlyMap<string, number>,
): void {
  for (const [metric, value] of values) {
    const noEcho = isSentinel(gathering.profile, metric, value);
    switch (metric) {
      case 'distance_mm':
        takeDistance(gathering, timed, value, noEcho, !values.has('depth_mm'));
        break;
      case 'depth_mm': {
        const distance_mm = values.get('distance_mm');
        const lost = distance_mm !== undefined && isSentinel(gathering.profile, 'distance_mm', distance_mm);
        takeDepth(gathering, timed, value, noEcho || lost);
        break;
      }
      default:
        if (isNewest(gathering, timed, metric)) keepSample(gathering, timed, metric, value, timed.flags);
        else keepOld(gathering, timed, metric, value);
    }
  }
}

/** `derives`: the report brings no depth of its own. */
function takeDistance(
  gathering: Gathering,
  timed: TimedReport,
  distance_mm: number,
  noEcho: boolean,
  derives: boolean,
): void {
  const isNew = isNewest(gathering, timed, 'distance_mm');
  if (!isNew) keepOld(gathering, timed, 'distance_mm', distance_mm);
  else if (noEcho) store(gathering, timed, 'distance_mm', distance_mm, timed.flags | qualityFlags.no_echo);
  else keepSample(gathering, timed, 'distance_mm', distance_mm, timed.flags);

  const height_mm = gathering.device.mountHeightMm;
  if (height_mm === null || !derives) return;
  if (isNew || !noEcho) takeDepth(gathering, timed, height_mm - distance_mm, noEcho, true);
}

/** `isDerived`: its distance is stored, so what is no depth at all need not be. */
function takeDepth(
  gathering: Gathering,
  timed: TimedReport,
  measured_mm: number,
  noEcho: boolean,
  isDerived = false,
): void {
  const depth_mm = measured_mm - (gathering.device.zeroOffsetMm ?? 0);
  if (!isNewest(gathering, timed, 'depth_mm')) {
    if (!isDerived || depth_mm >= gathering.filter.lowest_mm) {
      keepOld(gathering, timed, 'depth_mm', depth_mm, isDerived);
    }
    return;
  }
  const { state } = gathering;
  state.depth ??= initialDepthFilter();
  const { measuredAt } = timed;
  const verdict = filterDepth(state.depth, { measuredAt, depth_mm, noEcho }, gathering.filter);
  const flags = timed.flags | verdict.flags | (state.drifted === true ? qualityFlags.drift : 0);
  const isDepth = (flags & qualityFlags.no_echo) === 0;
  if (isDepth || !isDerived) store(gathering, timed, 'depth_mm', depth_mm, flags);
  if (verdict.accepted) {
    evaluateProven(gathering, verdict);
    evaluate(gathering, measuredAt, 'depth_mm', depth_mm, flags);
  } else if (isDepth) {
    state.heldDepths.push({ measuredAt, depth_mm, flags });
    if (state.heldDepths.length > heldDepthsMax) state.heldDepths.shift();
  }
  const fault = gaugeFault(state);
  gathering.samples.push(
    sampleOf(gathering, measuredAt, derivedMetrics.sensorFault, sensorFaultCode(fault), flags),
  );
}

/** What is wrong with a gauge: its sensor first, then the way of its messages. */
export function gaugeFault(state: DeviceIntake): SensorFault | null {
  const ofSensor = state.depth === null ? null : sensorHealth(state.depth).reason;
  return ofSensor ?? (state.frameLoss.lossy ? 'lost_frames' : null);
}

/** The rules see the held depths that the accepted one proves right; they count as samples like any other. */
function evaluateProven(gathering: Gathering, verdict: DepthVerdict): void {
  const { heldDepths } = gathering.state;
  const proven = verdict.confirms === 0 ? [] : heldDepths.slice(-verdict.confirms);
  for (const { measuredAt, depth_mm, flags } of proven) {
    evaluate(gathering, measuredAt, 'depth_mm', depth_mm, flags | verdict.flags);
  }
  heldDepths.length = 0;
}

/** Whether the value is newer than every evaluated one of its metric; it counts as evaluated from then on. */
function isNewest({ state }: Gathering, timed: TimedReport, metric: string): boolean {
  const newest = state.newestAt[metric];
  if (newest !== undefined && timed.measuredAt <= newest) return false;
  state.newestAt[metric] = timed.measuredAt;
  return true;
}

/** A value that is not the newest: one for the same instant is a duplicate, an older one history. */
function keepOld(
  gathering: Gathering,
  timed: TimedReport,
  metric: string,
  value: number,
  isDerived = false,
): void {
  if (timed.measuredAt !== gathering.state.newestAt[metric]) {
    store(gathering, timed, metric, value, timed.flags | qualityFlags.late);
  } else if (!isDerived) {
    gathering.duplicateReadings += 1;
  }
}

function keepSample(
  gathering: Gathering,
  timed: TimedReport,
  metric: string,
  value: number,
  flags: number,
): void {
  store(gathering, timed, metric, value, flags);
  evaluate(gathering, timed.measuredAt, metric, value, flags);
}

function store(gathering: Gathering, timed: TimedReport, metric: string, value: number, flags: number): void {
  const { device, receivedAt, readings } = gathering;
  readings.push({ deviceId: device.id, metric, measuredAt: timed.measuredAt, receivedAt, value, flags });
}

function evaluate(
  gathering: Gathering,
  measuredAt: EpochMs,
  metric: string,
  value: number,
  flags: number,
): void {
  gathering.evaluated += 1;
  gathering.samples.push(sampleOf(gathering, measuredAt, metric, value, flags));
}

function sampleOf(
  { device, receivedAt }: Gathering,
  measuredAt: EpochMs,
  metric: string,
  value: number,
  flags: number,
): Sample {
  return { deviceId: device.id, pointId: device.pointId, metric, measuredAt, receivedAt, value, flags };
}
