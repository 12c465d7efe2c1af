// Changes of alarms, cases and device status as points. An event's number is in the digits below the millisecond, so a
// repeated delivery writes the same point and no other.
import { endedCaseStates } from '../../core/case.ts';
import type { DeviceStatusName } from '../../core/effects.ts';
import { influxMeasurements, noTag, statusCodes } from '../../core/influx-schema.ts';
import type { Places } from '../../core/outlet.ts';
import type { CommittedEvent, Json } from '../../core/ports.ts';
import { type Severity, severityRank } from '../../core/severity.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';
import { instantNs, measurementLine } from './measurement-line.ts';
import { deviceTags, placeTags } from './place-tags.ts';

export const changeKinds = ['alarm', 'case', 'device'] as const satisfies readonly CommittedEvent['kind'][];

/** The line of a change, or `null` where InfluxDB keeps nothing of it. */
export function changeLine(event: CommittedEvent, places: Places): string | null {
  switch (event.kind) {
    case 'alarm':
      return alarmLine(event, places);
    case 'case':
      return caseLine(event, places);
    case 'device':
      return deviceLine(event, places);
    default:
      return null;
  }
}

function alarmLine({ id, at, subjectId, body }: CommittedEvent, places: Places): string | null {
  const deviceId = String(body.device_id);
  const severity = String(body.severity);
  const device = deviceTags(deviceId, places.placeOf(deviceId, at));
  const tags = { ...device, rule: String(body.rule_id), severity };
  return measurementLine(
    influxMeasurements.alarms,
    tags,
    {
      alarm_id: subjectId,
      change: text(body.change),
      condition: text(body.condition),
      active: flag(body.condition === 'active'),
      severity_rank: severityRank(severity as Severity),
      acknowledged: flag(body.acknowledged),
      shelved: flag(body.shelved_until !== null),
      suppressed_by: text(body.suppressed_by),
      value: number(body.value),
      peak_value: number(body.peak_value),
      value_unit: text(body.unit),
      ...titleFields(body),
      case_id: text(body.case_id),
      raised_ms: parseInstant(body.raised_at),
      cleared_ms: parseInstant(body.cleared_at),
    },
    instantNs(at, id),
  );
}

function caseLine({ id, at, subjectId, body }: CommittedEvent, places: Places): string | null {
  const timeline = body.timeline as readonly { action?: string; by?: string }[] | undefined;
  const last = timeline?.at(-1);
  return measurementLine(
    influxMeasurements.cases,
    { ...caseTags(body, places, at), source: String(body.source ?? noTag) },
    {
      case_id: subjectId,
      state: text(body.state),
      action: last?.action,
      by: last?.by,
      open: flag(!endedCaseStates.has(body.state as never)),
      overdue: flag(body.overdue),
      suspended: flag(body.suspended),
      ...titleFields(body),
      reported_ms: parseInstant(body.reported_at),
      due_ms: parseInstant(body.due_at),
      stage_due_ms: parseInstant(body.stage_due_at),
      closed_ms: parseInstant(body.closed_at),
      rework_count: number(body.rework_count),
      extension_count: number(body.extension_count),
      return_count: number(body.return_count),
      reopen_count: number(body.reopen_count),
    },
    instantNs(at, id),
  );
}

function deviceLine({ id, at, subjectId, body }: CommittedEvent, places: Places): string | null {
  const status = body.status as DeviceStatusName;
  return measurementLine(
    influxMeasurements.devices,
    deviceTags(subjectId, places.placeOf(subjectId, at)),
    { ...statusFields(status), status_since_ms: parseInstant(body.since) },
    instantNs(at, id),
  );
}

export function statusFields(status: DeviceStatusName) {
  return {
    status,
    status_code: statusCodes[status],
    online: flag(status === 'online' || status === 'late'),
  };
}

/** The tags that every point of a case has. The unit is whose case it is. */
export function caseTags(body: Json, places: Places, at: EpochMs) {
  const pointId = text(body.point_id);
  const unitId = text(body.unit_id);
  return {
    ...placeTags(pointId === null ? null : places.point(pointId, at)),
    unit: unitId ?? noTag,
    unit_name: (unitId === null ? null : places.unit(unitId, at)?.name) ?? noTag,
    category: String(body.category),
    severity: String(body.severity),
  };
}

export function titleFields({ titles }: Json) {
  const { zh, en } = (titles ?? {}) as { zh?: string; en?: string };
  return { title_zh: zh, title_en: en };
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

export function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

export function flag(value: unknown): 0 | 1 {
  return value === true ? 1 : 0;
}
