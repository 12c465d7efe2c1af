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
    return fail({
      reason: 'not_json',
      detail: { zh: '报文不是 UTF-8 编码的 JSON', en: 'the payload is not JSON in UTF-8' },
    });
  }
}

/** The one object that a payload is. */
export function parseObject(payload: Uint8Array): Result<JsonObject> {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  if (isJsonObject(parsed.value)) return ok(parsed.value);
  const given = short(parsed.value);
  const detail = { zh: `报文是 ${given}，不是对象`, en: `the payload is ${given}, not an object` };
  return fail({ reason: 'not_an_object', detail });
}

/** The object that a payload is, or the list of what should be objects. */
export function parseObjects(payload: Uint8Array): Result<readonly unknown[]> {
  const parsed = parseJson(payload);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (isJsonObject(value)) return ok([value]);
  if (!Array.isArray(value)) {
    const detail = {
      zh: `报文是 ${short(value)}，既不是对象也不是对象列表`,
      en: `the payload is ${short(value)}, neither an object nor a list of objects`,
    };
    return fail({ reason: 'not_an_object', detail });
  }
  if (value.length > reportsMax) {
    const detail = {
      zh: `一条报文中有 ${value.length} 组数据，最多 ${reportsMax} 组`,
      en: `${value.length} reports in one message; ${reportsMax} at most`,
    };
    return fail({ reason: 'too_many_reports', detail });
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
    else rejections.push(noObject('列表', 'list', object));
  }
  return { reports, rejections };
}

/** Of an item of a list that should be one. */
export function noObject(inChinese: string, inEnglish: string, item: unknown): Rejection {
  const given = short(item);
  const detail = {
    zh: `${inChinese}中的 ${given} 不是对象`,
    en: `${given} in the ${inEnglish} is not an object`,
  };
  return { reason: 'not_an_object', detail };
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
    const detail = {
      zh: `ts ${short(raw)} 既不是毫秒时间戳也不是 RFC 3339；按当前接收时间处理`,
      en: `ts ${short(raw)} is neither epoch milliseconds nor RFC 3339; taken as received now`,
    };
    rejections.push({ reason: 'bad_ts', detail });
  }
  return ts;
}

function readSeq(raw: unknown, rejections: Rejection[]): Report['seq'] {
  if (raw === undefined || raw === null) return null;
  if (Number.isSafeInteger(raw) && (raw as number) >= 0) return raw as number;
  const detail = {
    zh: `seq ${short(raw)} 不是从 0 起的整数`,
    en: `seq ${short(raw)} is not a whole number from 0 up`,
  };
  rejections.push({ reason: 'bad_seq', detail });
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
    rejections.push(notANumber(name, raw));
    return null;
  }
  if (metric.isBoolean === true && value !== 0 && value !== 1) {
    const detail = {
      zh: `${name} 为 ${value}；只能是 0、1、false 或 true`,
      en: `${name} is ${value}; it takes 0, 1, false or true`,
    };
    rejections.push({ reason: 'out_of_range', detail });
    return null;
  }
  return value;
}

/** @param name of the value, as it stands in the message. */
export function notANumber(name: string, raw: unknown): Rejection {
  const given = short(raw);
  return {
    reason: 'not_a_number',
    detail: { zh: `${name} 为 ${given}，不是数字`, en: `${name} is ${given}, not a number` },
  };
}

export function unknownMetric(name: string): Rejection {
  const given = short(name);
  const detail = { zh: `此设备型号没有指标 ${given}`, en: `${given} is no metric of this device's profile` };
  return { reason: 'unknown_metric', detail };
}

/** A piece of someone's input, short enough for a message. Shows only of what kind it is where it may be nested. */
export function short(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (isJsonObject(value)) return '{…}';
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= shownMax ? text : `${text.slice(0, shownMax - 1)}…`;
}
