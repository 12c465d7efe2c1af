// How things stand at one moment, as points: every device, point, unit, open case and outlet, and the hub itself. What they hold
// is what the API answers at that moment.
import type { DeviceStatusName } from '../../core/effects.ts';
import { choiceText, type InfluxHubSample, influxMeasurements } from '../../core/influx-schema.ts';
import type { OutletState, Places } from '../../core/outlet.ts';
import type { Json } from '../../core/ports.ts';
import { type Severity, severityRank } from '../../core/severity.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';
import { caseTags, flag, number, statusFields, text, titleFields } from './change-lines.ts';
import { instantNs, measurementLine } from './measurement-line.ts';
import { deviceTags, placeTags } from './place-tags.ts';

export interface InfluxSample {
  readonly at: EpochMs;
  /** As the API shows them. */
  readonly devices: readonly Json[];
  readonly points: readonly Json[];
  readonly units: readonly Json[];
  readonly openCases: readonly Json[];
  /** The answers of `Views.uptime` for the last 24 hours and the last 30 days, by device. */
  readonly uptime: { readonly last24h: Json; readonly last30d: Json };
  readonly outlets: readonly OutletState[];
  readonly hub: InfluxHubSample;
}

export function sampleLines(sample: InfluxSample, places: Places): string[] {
  const { at, devices, points, units, openCases, uptime, outlets, hub } = sample;
  const upTimes = [upTimesById(uptime.last24h), upTimesById(uptime.last30d)] as const;
  return [
    ...devices.map((device) => deviceLine(device, upTimes, at, places)),
    ...points.map((point) => pointLine(point, at, places)),
    ...units.map((unit) => unitLine(unit, at)),
    ...openCases.map((subject, i) => openCaseLine(subject, at, i, places)),
    ...outlets.map((outlet) => outletLine(outlet, at)),
    measurementLine(influxMeasurements.hub, {}, hub, instantNs(at)),
  ].filter((line) => line !== null);
}

interface UpTimes {
  readonly up_s: number;
  readonly down_s: number;
}
type UpTimesById = ReadonlyMap<string, UpTimes>;

function upTimesById(answer: Json): UpTimesById {
  const items = answer.items as readonly (UpTimes & { readonly id: string })[];
  return new Map(items.map((item) => [item.id, item]));
}

function deviceLine(
  device: Json,
  [last24h, last30d]: readonly [UpTimesById, UpTimesById],
  at: EpochMs,
  places: Places,
): string | null {
  const id = String(device.id);
  const lastSeenAt = parseInstant(device.last_seen_at);
  return measurementLine(
    influxMeasurements.devices,
    deviceTags(id, places.placeOf(id, at)),
    {
      ...statusFields(device.status as DeviceStatusName),
      status_since_ms: parseInstant(device.status_since),
      last_seen_ms: lastSeenAt,
      silent_s: lastSeenAt === null ? null : Math.max(0, (at - lastSeenAt) / 1_000),
      interval_s: number(device.interval_s),
      battery_v: number(device.battery_v),
      battery_pct: number(device.battery_pct),
      rssi_dbm: number(device.rssi_dbm),
      uptime_24h: number(device.uptime_24h),
      uptime_30d: number(device.uptime_30d),
      up_24h_s: last24h.get(id)?.up_s,
      down_24h_s: last24h.get(id)?.down_s,
      up_30d_s: last30d.get(id)?.up_s,
      down_30d_s: last30d.get(id)?.down_s,
    },
    instantNs(at),
  );
}

interface Latest {
  readonly metric: string;
  readonly value: number;
  readonly measured_at: string;
}

function pointLine(point: Json, at: EpochMs, places: Places): string | null {
  const id = String(point.id);
  const worst = point.worst_alarm as { id: string; rule_id: string; severity: Severity } | null;
  const latest = point.latest as readonly Latest[] | undefined;
  const depth = latest?.find(({ metric }) => metric === 'depth_mm');
  return measurementLine(
    influxMeasurements.points,
    placeTags(places.point(id, at)),
    {
      choice: choiceText(String(point.name), id),
      address: text(point.address),
      lon: number(point.lon),
      lat: number(point.lat),
      severity_rank: severityRank(worst?.severity ?? null),
      severity: worst?.severity ?? 'none',
      alarm_id: worst?.id,
      rule: worst?.rule_id,
      depth_mm: depth?.value,
      depth_ms: depth === undefined ? null : parseInstant(depth.measured_at),
    },
    instantNs(at),
  );
}

function unitLine(unit: Json, at: EpochMs): string | null {
  const id = String(unit.id);
  const name = String(unit.name);
  return measurementLine(
    influxMeasurements.units,
    { unit: id },
    { name, kind: text(unit.kind), choice: choiceText(name, id) },
    instantNs(at),
  );
}

function openCaseLine(subject: Json, at: EpochMs, index: number, places: Places): string | null {
  const reportedAt = parseInstant(subject.reported_at);
  const dueAt = parseInstant(subject.due_at);
  return measurementLine(
    influxMeasurements.openCases,
    caseTags(subject, places, at),
    {
      case_id: text(subject.id),
      state: text(subject.state),
      ...titleFields(subject),
      overdue: flag(subject.overdue),
      suspended: flag(subject.suspended),
      reported_ms: reportedAt,
      due_ms: dueAt,
      stage_due_ms: parseInstant(subject.stage_due_at),
      due_in_s: dueAt === null ? null : (dueAt - at) / 1_000,
      age_s: reportedAt === null ? null : (at - reportedAt) / 1_000,
    },
    // A nanosecond apart: cases of the same place and kind are points of their own.
    instantNs(at, index),
  );
}

function outletLine(outlet: OutletState, at: EpochMs): string | null {
  const { oldestPendingAt } = outlet;
  return measurementLine(
    influxMeasurements.outlets,
    { outlet: outlet.name },
    {
      sent: outlet.sent,
      pending: outlet.pending,
      oldest_pending_s: oldestPendingAt === null ? 0 : Math.max(0, (at - oldestPendingAt) / 1_000),
      dead: outlet.dead,
      failing: flag(outlet.failure !== null),
      paused: flag(outlet.paused),
    },
    instantNs(at),
  );
}
