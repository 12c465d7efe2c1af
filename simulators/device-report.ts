// What a device of the town says of the storm at a moment: with the noise, the missing echoes and the rhythm of
// real ones. Pure: the same storm, device and times give the same report.
import { createRandom, type Random } from './random.ts';
import type { Storm } from './storm.ts';
import type { TownDevice } from './town.ts';

export interface DeviceReport {
  readonly kind: 'telemetry' | 'heartbeat';
  /** Metrics by name, without `ts` and `seq`. */
  readonly body: Readonly<Record<string, number | string | boolean>>;
  /** The device numbers it, the network swallows it. */
  readonly isLost: boolean;
}

/** Codes that ultrasonic gauges send for no echo or an echo in the blind zone. */
const noEcho_mm = [300, 500, 5_000, 9_999] as const;
/** What one tip of the rain gauge's bucket measures. */
const bucket_mm = 0.2;
/** A displaced cover says so at once and again after this time, as vendors' firmware does. */
const confirmAfterMs = 5_000;
/** Of a resting cover's messages, every so many carries its angle; the others are heartbeats. */
const angleEvery = 6;

/** What is due at `atMs`, given the time of the report before; `null` from a device that is silent then. */
export function deviceReport(
  storm: Storm,
  device: TownDevice,
  atMs: number,
  lastMs: number | null,
): DeviceReport | null {
  const incident = storm.incident(device.id, atMs);
  if (incident?.kind === 'mute' || incident?.kind === 'gone') return null;
  const random = createRandom(storm.seed, device.id, atMs);
  const isLost = random.next() < storm.plan.lostShare;
  switch (device.profile) {
    case 'flood-gauge':
      return { kind: 'telemetry', body: floodBody(storm, device, atMs, random), isLost };
    case 'rain-gauge':
      return { kind: 'telemetry', body: rainBody(storm, device, atMs, lastMs), isLost };
    case 'tilt':
      return coverReport(storm, device, atMs, lastMs, random, isLost);
  }
}

/** When a device speaks next: after its interval, or at once where something happens to it before that. */
export function nextReportMs(storm: Storm, device: TownDevice, atMs: number, intervalMs: number): number {
  const incident = storm.incident(device.id, atMs);
  const confirmMs = incident?.kind === 'displaced' ? incident.atMs + confirmAfterMs : 0;
  const dueMs = confirmMs > atMs ? Math.min(confirmMs, atMs + intervalMs) : atMs + intervalMs;
  return storm.nextChangeMs(device.id, atMs, dueMs) ?? dueMs;
}

function floodBody(storm: Storm, device: TownDevice, atMs: number, random: Random) {
  const [low, high] = storm.plan.gauges.noiseSd_mm;
  const noiseSd_mm = createRandom(storm.seed, 'noise', device.id).between(low, high);
  const dry_mm = (device.mountHeightMm ?? 0) - (device.zeroOffsetMm ?? 0);
  const echo_mm = dry_mm - storm.depth_mm(device.pointId, atMs) + noiseSd_mm * random.normal();
  const hasEcho = random.next() >= storm.plan.gauges.noEchoShare;
  return {
    distance_mm: hasEcho ? Math.round(echo_mm) : random.pick(noEcho_mm),
    battery_v: battery_v(storm, device, random),
    rssi_dbm: rssi_dbm(random),
  };
}

function rainBody(storm: Storm, device: TownDevice, atMs: number, lastMs: number | null) {
  const tips = (ms: number) => Math.floor(storm.rainSum_mm(device.pointId, ms) / bucket_mm);
  return { rain_mm: Number(((tips(atMs) - tips(lastMs ?? atMs)) * bucket_mm).toFixed(1)) };
}

function coverReport(
  storm: Storm,
  device: TownDevice,
  atMs: number,
  lastMs: number | null,
  random: Random,
  isLost: boolean,
): DeviceReport {
  const incident = storm.incident(device.id, atMs);
  const changed = lastMs === null || storm.nextChangeMs(device.id, lastMs, atMs) !== null;
  if (incident === null && !changed && random.index(angleEvery) > 0) {
    return { kind: 'heartbeat', body: heartbeatBody(storm, device, atMs, random), isLost };
  }
  const away_deg = incident !== null && 'tilt_deg' in incident ? incident.tilt_deg : 0;
  const body = {
    tilt_deg: Number(((device.baselineTiltDeg ?? 0) + away_deg + 0.15 * random.normal()).toFixed(2)),
    cover_open: incident?.kind === 'displaced',
    battery_v: battery_v(storm, device, random),
  };
  // What a cover says on its own account, firmware sends again until it arrives.
  const isOwnAccount = changed || (incident?.kind === 'displaced' && atMs <= incident.atMs + confirmAfterMs);
  const message = { kind: 'telemetry', isLost: isLost && !isOwnAccount } as const;
  if (incident?.kind !== 'shock') return { ...message, body };
  return { ...message, body: { ...body, shock_g: Number(incident.shock_g.toFixed(1)) } };
}

function heartbeatBody(storm: Storm, device: TownDevice, atMs: number, random: Random) {
  const volts = battery_v(storm, device, random);
  return {
    battery_v: volts,
    // Flat curve of a lithium cell: most of the charge goes between 3.65 and 3.3 V.
    battery_pct: Math.round(Math.min(100, Math.max(1, ((volts - 3.1) / 0.55) * 100))),
    rssi_dbm: rssi_dbm(random),
    uptime_s: Math.round(atMs / 1_000) + createRandom(storm.seed, 'uptime', device.id).index(20_000_000),
    firmware: '2.4.1',
  };
}

function rssi_dbm(random: Random): number {
  return Math.round(-88 + 9 * random.normal());
}

function battery_v(storm: Storm, device: TownDevice, random: Random): number {
  const [low, high] = storm.hasLowBattery(device.id) ? ([3.17, 3.24] as const) : ([3.48, 3.66] as const);
  const resting_v = createRandom(storm.seed, 'battery', device.id).between(low, high);
  return Number((resting_v + 0.004 * random.normal()).toFixed(3));
}
