// The fields that a codec made of a frame, as reports in native metrics, by the mapping of the device's profile.
import type { TimeField, UplinkMapping, VendorField } from '../../core/registry.ts';
import type { Rejection } from '../../core/result.ts';
import { type EpochMs, parseInstant, secondMs } from '../../core/time.ts';
import type { Report } from '../decoded.ts';
import { isJsonObject, type JsonObject, reportsMax, short } from '../payload.ts';
import { readVendorValue } from './vendor-value.ts';

export interface MappedFields {
  /** First that of the frame itself, then the earlier values that it brings. */
  readonly reports: readonly Report[];
  readonly rejections: readonly Rejection[];
  /** Whether the fields are those of this profile; if not, they are somebody else's and mean nothing. */
  readonly fits: boolean;
}

/** `at`: when the network server received the frame. */
export function mapFields(fields: JsonObject, mapping: UplinkMapping, at: EpochMs | null): MappedFields {
  const rejections: Rejection[] = [];
  const values = valuesOf(fields, mapping, rejections);
  const entries = mapping.history === null ? null : valueAt(fields, mapping.history.list);
  const history = mapping.history === null ? [] : historyOf(entries, mapping, mapping.history, rejections);
  const fits =
    mapping.fields.some((field) => rawValue(fields, field) !== undefined) ||
    Array.isArray(entries) ||
    mapping.withoutReadings.some((name) => valueAt(fields, name) !== undefined);
  if (!fits) rejections.push(unfit(fields, mapping));
  const ts = mapping.clock === null ? at : (timeOf(fields, mapping.clock) ?? at);
  return { reports: [{ ts, seq: null, values }, ...history], rejections, fits };
}

const timeless: Rejection = {
  reason: 'bad_history',
  detail: { zh: '有历史值没有时间', en: 'an earlier value names no time' },
};

function valuesOf(
  fields: JsonObject,
  mapping: UplinkMapping,
  rejections: Rejection[],
): (readonly [string, number])[] {
  const values: (readonly [string, number])[] = [];
  for (const field of mapping.fields) {
    const raw = rawValue(fields, field);
    if (raw === undefined) continue;
    const value = readVendorValue(raw, field);
    if (!value.ok) rejections.push(value.error);
    else if (value.value !== null) values.push([field.metric, value.value]);
  }
  return values;
}

/** The first of its names that is there; nothing where its condition is not met. */
function rawValue(fields: JsonObject, field: VendorField): unknown {
  for (const [name, wanted] of Object.entries(field.when)) {
    if (valueAt(fields, name) !== wanted) return undefined;
  }
  for (const name of field.from) {
    const raw = valueAt(fields, name);
    if (raw !== undefined) return raw;
  }
  return undefined;
}

/** What stands under a name, or under its parts between the dots. */
function valueAt(fields: JsonObject, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name];
  let value: unknown = fields;
  for (const part of name.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

function historyOf(
  entries: unknown,
  mapping: UplinkMapping,
  time: TimeField,
  rejections: Rejection[],
): Report[] {
  if (entries === undefined || entries === null) return [];
  if (!Array.isArray(entries) || entries.length >= reportsMax) {
    const detail = Array.isArray(entries)
      ? {
          zh: `一帧中有 ${entries.length} 个历史值；应少于 ${reportsMax} 个`,
          en: `${entries.length} earlier values in one frame; fewer than ${reportsMax} are taken`,
        }
      : {
          zh: `历史值为 ${short(entries)}，不是列表`,
          en: `the earlier values are ${short(entries)}, not a list`,
        };
    rejections.push({ reason: 'bad_history', detail });
    return [];
  }
  const reports: Report[] = [];
  for (const entry of entries) {
    const ts = isJsonObject(entry) ? timeOf(entry, time) : null;
    // Without a time of its own it would pass for what is measured now.
    if (ts === null) rejections.push(timeless);
    else reports.push({ ts, seq: null, values: valuesOf(entry as JsonObject, mapping, rejections) });
  }
  return reports;
}

function timeOf(fields: JsonObject, { field, unit }: TimeField): EpochMs | null {
  const raw = valueAt(fields, field);
  if (unit === 'rfc3339') return typeof raw === 'string' ? parseInstant(raw) : null;
  return typeof raw === 'number' ? parseInstant(raw * (unit === 's' ? secondMs : 1)) : null;
}

function unfit(fields: JsonObject, mapping: UplinkMapping): Rejection {
  const known = mapping.fields.flatMap(({ from }) => from[0] ?? []).slice(0, 6);
  const given = Object.keys(fields).slice(0, 6).map(short);
  const detail = {
    zh: `型号不认识报文中的任何字段（型号有 ${known.join('、')}）；报文有 ${given.join('、') || '空'}`,
    en: `none of the fields is known to the profile (${known.join(', ')}); the message has ${given.join(', ') || 'none'}`,
  };
  return { reason: 'unknown_fields', detail };
}
