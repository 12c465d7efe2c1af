// Reads the JSON that devices send, value by value: what is usable is taken, the rest is rejected by name.
import { metricByName } from '../core/metric.ts';
import { payloadJson } from '../core/record.ts';
import { fail, ok, type Rejection, type Result } from '../core/result.ts';
import { parseInstant } from '../core/time.ts';
import type { Report } from './decoded.ts';

/** Reports in one message at most. */
export const reportsMax = 1_000;

/** Characters of someone's input that a message shows. */
const shownMax = 60;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(payload: Uint8Array): Result<unknown> {
  try {
    return ok(payloadJson(payload));
  } catch {
    return fail({ reason: 'not_json', detail: 'the payload is not JSON in UTF-8' });
  }
}

/** The one object that a payload is. */
export function parseObject(payload: Uint8Array): Result<JsonObject> {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  if (isJsonObject(parsed.value)) return ok(parsed.value);
  return fail({ reason: 'not_an_object', detail: `the payload is ${short(parsed.value)}, not an object` });
}

/** The object that a payload is, or the list of what should be objects. */
export function parseObjects(payload: Uint8Array): Result<readonly unknown[]> {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (isJsonObject(value)) return ok([value]);
  if (!Array.isArray(value)) {
    return fail({
      reason: 'not_an_object',
      detail: `the payload is ${short(value)}, neither an object nor a list of objects`,
    });
  }
  if (value.length > reportsMax) {
    return fail({
      reason: 'too_many_reports',
      detail: `${value.length} reports in one message; ${reportsMax} at most`,
    });
  }
  return ok(value);
}

/** The reports in a list; what is no object is rejected by itself. `read` makes a report of an object. */
export function readReports(
  objects: readonly unknown[],
  read: (object: JsonObject, rejections: Rejection[]) => Report,
): { readonly reports: Report[]; readonly rejections: Rejection[] } {
  const reports: Report[] = [];
  const rejections: Rejection[] = [];
  for (const object of objects) {
    if (isJsonObject(object)) reports.push(read(object, rejections));
    else
      rejections.push({ reason: 'not_an_object', detail: `${short(object)} in the list is not an object` });
  }
  return { reports, rejections };
}

const ownKeys: ReadonlySet<string> = new Set(['ts', 'seq']);
const noKeys: ReadonlySet<string> = new Set();

/**
 * One report: `ts` and `seq` from `object`, metrics from `values`, which may be the same. `ignored` are keys that
 * are no metrics but may be there.
 */
export function readReport(
  object: JsonObject,
  values: JsonObject,
  rejections: Rejection[],
  ignored: ReadonlySet<string> = noKeys,
): Report {
  const ts = readTs(object.ts, rejections);
  const seq = readSeq(object.seq ?? values.seq, rejections);
  const metrics: [string, number][] = [];
  for (const name of Object.keys(values)) {
    if (ownKeys.has(name) || ignored.has(name)) continue;
    const value = readValue(name, values[name], rejections);
    if (value !== null) metrics.push([name, value]);
  }
  return { ts, seq, values: metrics };
}

function readTs(raw: unknown, rejections: Rejection[]): Report['ts'] {
  if (raw === undefined || raw === null) return null;
  const ts = parseInstant(raw);
  if (ts === null) {
    rejections.push({
      reason: 'bad_ts',
      detail: `ts ${short(raw)} is neither epoch milliseconds nor RFC 3339; taken as received now`,
    });
  }
  return ts;
}

function readSeq(raw: unknown, rejections: Rejection[]): Report['seq'] {
  if (raw === undefined || raw === null) return null;
  if (Number.isSafeInteger(raw) && (raw as number) >= 0) return raw as number;
  rejections.push({ reason: 'bad_seq', detail: `seq ${short(raw)} is not a whole number from 0 up` });
  return null;
}

function readValue(name: string, raw: unknown, rejections: Rejection[]): number | null {
  const metric = metricByName.get(name);
  if (metric === undefined) {
    // It may be the profile's own, which is known where the device is.
    if (typeof raw === 'boolean') return Number(raw);
    if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
    rejections.push(unknownMetric(name));
    return null;
  }
  const value = typeof raw === 'boolean' && metric.isBoolean === true ? Number(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    rejections.push({ reason: 'not_a_number', detail: `${name} is ${short(raw)}, not a number` });
    return null;
  }
  if (metric.isBoolean === true && value !== 0 && value !== 1) {
    rejections.push({ reason: 'out_of_range', detail: `${name} is ${value}; it takes 0, 1, false or true` });
    return null;
  }
  return value;
}

export function unknownMetric(name: string): Rejection {
  return { reason: 'unknown_metric', detail: `${short(name)} is no metric of this device's profile` };
}

/** A piece of someone's input, short enough for a message. Says only of what kind it is where it may be nested. */
export function short(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isJsonObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= shownMax ? text : `${text.slice(0, shownMax - 1)}…`;
}
