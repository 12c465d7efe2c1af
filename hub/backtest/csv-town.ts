// Where the readings of a CSV file come from: the hub's registry where it knows their devices, and for each other one
// a device at a point of its own, made after what it sends. Nothing else of the hub's state: the past is the file's.
import type { FoldSettings } from '../../core/commands.ts';
import type { JournalRecord } from '../../core/record.ts';
import type { Device, DeviceProfile, Point, PointKind, Unit } from '../../core/registry.ts';
import type { SnapshotRow } from '../../core/table.ts';
import { type EpochMs, secondMs } from '../../core/time.ts';
import type { Rule, RuleInForce } from '../../rules/rule-definition.ts';
import type { Release } from '../release.ts';
import type { CsvReport } from './readings-csv.ts';
import { ownCommand } from './world.ts';

/** A device that the registry does not know, as it was made. */
export interface MadeDevice {
  readonly device_id: string;
  readonly profile: string;
  readonly interval_s: number;
  readonly mount_height_mm: number | null;
}

export interface CsvTown {
  /** With which the back-test begins. */
  readonly records: readonly JournalRecord[];
  readonly made: readonly MadeDevice[];
}

/** `rows`: the state of the hub whose registry and rules are taken; none where there is no hub. */
export function csvTown(
  at: EpochMs,
  reports: readonly CsvReport[],
  rows: readonly SnapshotRow[],
  release: Release,
): CsvTown {
  const bodies = <Row>(table: string): Row[] =>
    rows.flatMap((row) => (row.table === table && row.body !== null ? [JSON.parse(row.body) as Row] : []));
  const inForce = bodies<RuleInForce>('rules').map(({ rule }) => rule);
  const profiles = bodies<DeviceProfile>('profiles');
  const [hub] = bodies<{ readonly settings: FoldSettings }>('hub');
  const devices = bodies<Device>('devices');
  const known = new Set(devices.map(({ id }) => id));
  const made = madeDevices(reports.filter(({ deviceId }) => !known.has(deviceId)));
  const whole = { dryRun: false, partial: false };
  const start = ownCommand(at, 'hub.start', {
    // A recording is as old as it is.
    settings: { maxAgeMs: null, timezone: hub?.settings.timezone ?? 'Asia/Shanghai' },
    version: release.version,
    rules: [...(inForce.length > 0 ? inForce : release.rules)] satisfies Rule[],
    profiles: [...(profiles.length > 0 ? profiles : release.profiles)],
    caseTables: release.caseTables,
  });
  const imported = (device: Device) => ({ device, secretHash: null, newSecretHash: 'none' });
  const records = [
    start,
    ownCommand(at, 'units.import', { ...whole, rows: bodies<Unit>('units') }),
    ownCommand(at, 'points.import', {
      ...whole,
      rows: [...bodies<Point>('points'), ...made.map(({ point }) => point)],
    }),
    ownCommand(at, 'devices.import', {
      ...whole,
      rows: [...devices, ...made.map(({ device }) => device)].map(imported),
    }),
  ];
  return {
    records,
    made: made.map(({ device }) => ({
      device_id: device.id,
      profile: device.profile,
      interval_s: device.intervalS ?? 0,
      mount_height_mm: device.mountHeightMm,
    })),
  };
}

interface Seen {
  readonly gapsMs: number[];
  lastTs: EpochMs;
  readonly metrics: Set<string>;
  readonly distances_mm: number[];
}

/** The interval that is expected of a device is one that so many of its reports keep, lost frames and all. */
const usualShare = 0.9;

/** Values beyond this many tell no better what is usual. */
const sampledMax = 10_000;

function madeDevices(reports: readonly CsvReport[]): { device: Device; point: Point }[] {
  const seen = new Map<string, Seen>();
  for (const { deviceId, ts, values } of reports) {
    let of = seen.get(deviceId);
    if (of === undefined) {
      of = { gapsMs: [], lastTs: ts, metrics: new Set(), distances_mm: [] };
      seen.set(deviceId, of);
    }
    if (ts > of.lastTs && of.gapsMs.length < sampledMax) of.gapsMs.push(ts - of.lastTs);
    of.lastTs = ts;
    for (const metric in values) of.metrics.add(metric);
    const distance_mm = values.distance_mm;
    if (distance_mm !== undefined && of.distances_mm.length < sampledMax) of.distances_mm.push(distance_mm);
  }
  return [...seen].map(([id, of]) => madeDevice(id, of));
}

function madeDevice(id: string, { gapsMs, metrics, distances_mm }: Seen): { device: Device; point: Point } {
  const [profile, kind] = likeness(metrics);
  const nobody = { ownerUnit: null, maintainerUnit: null, supervisorUnit: null, subdistrictUnit: null };
  const unsaid = { gridCode: null, componentCode: null, basin: null, roadClass: null, address: null };
  const device: Device = {
    id,
    profile,
    pointId: id,
    intervalS: Math.max(1, Math.round((quantile(gapsMs, usualShare) ?? 0) / secondMs)),
    devEui: null,
    gateway: null,
    zeroOffsetMm: null,
    lowPointDeltaMm: null,
    // A road is dry most of the time: what the sensor sees at most times is the road.
    mountHeightMm: metrics.has('depth_mm') ? null : quantile(distances_mm, 0.5),
    baselineTiltDeg: null,
  };
  return { device, point: { id, name: id, kind, lon: 0, lat: 0, ...nobody, ...unsaid } };
}

function likeness(metrics: ReadonlySet<string>): readonly [profile: string, kind: PointKind] {
  if (metrics.has('depth_mm') || metrics.has('distance_mm')) return ['flood-gauge', 'flood'];
  if (metrics.has('tilt_deg') || metrics.has('cover_open')) return ['tilt', 'cover'];
  if (metrics.has('rain_mm')) return ['rain-gauge', 'rain'];
  return ['equipment', 'other'];
}

function quantile(values: readonly number[], share: number): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? null;
}
