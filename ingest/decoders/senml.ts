// Topic `devices/{id}/senml`, and SenML packs among native telemetry: JSON of RFC 8428. A record's name is a metric,
// or a metric's name without its unit, which the record then gives.
import { metricByName, nativeMetrics, unitOf } from '../../core/metric.ts';
import type { Rejection } from '../../core/result.ts';
import { type EpochMs, parseInstant, secondMs } from '../../core/time.ts';
import type { Decoder, Report } from '../decoded.ts';
import { isJsonObject, type JsonObject, noObject, notANumber, parseObjects, short } from '../payload.ts';
import { convertUnit } from '../units.ts';

const topic = /^devices\/([^/]+)\/senml$/;

/** A time below this counts from the receipt, section 4.5.3. */
const relativeTimeMax = 2 ** 28;

/** The version that this reads, section 4.4. */
const version = 10;

const valueKeys = ['v', 'vb', 'vs', 'vd', 's'] as const;

export const senmlDecoder: Decoder = {
  name: 'senml',
  decode(topicName, payload, _by, receivedAt) {
    const match = topic.exec(topicName);
    if (match === null) return null;
    const deviceId = match[1] as string;
    const records = parseObjects(payload);
    if (!records.ok) return { deviceId, reports: [], life: 'alive', rejections: [records.error] };
    return { deviceId, ...readSenml(records.value, receivedAt), life: 'alive' };
  },
};

/** Whether a list is a pack: its first record names something or sets a base, which no telemetry does. */
export function isSenml(records: readonly unknown[]): boolean {
  const [first] = records;
  if (!isJsonObject(first)) return false;
  const named = typeof first.n === 'string' || typeof first.bn === 'string';
  return named && (first.bn !== undefined || valueKeys.some((key) => first[key] !== undefined));
}

/** Base values hold for the records after them, section 4.6. */
interface Base {
  name: string;
  time: number;
  unit: string | null;
  value: number;
}

/** Records of the same time are one report. */
export function readSenml(
  records: readonly unknown[],
  receivedAt: EpochMs,
): { readonly reports: Report[]; readonly rejections: Rejection[] } {
  const rejections: Rejection[] = [];
  const byTime = new Map<EpochMs | null, [string, number][]>();
  const base: Base = { name: '', time: 0, unit: null, value: 0 };
  for (const record of records) {
    if (!isJsonObject(record)) {
      rejections.push(noObject('记录', 'pack', record));
      continue;
    }
    takeBase(base, record);
    if (typeof record.bver === 'number' && record.bver > version) {
      const detail = {
        zh: `SenML 版本为 ${record.bver}；平台最高读取版本 ${version}`,
        en: `SenML version ${record.bver}; the hub reads versions up to ${version}`,
      };
      return { reports: [], rejections: [{ reason: 'bad_senml', detail }] };
    }
    if (!valueKeys.some((key) => record[key] !== undefined)) continue;
    const ts = timeOf(record, base, receivedAt, rejections);
    const value = readRecord(record, base, rejections);
    if (value === null) continue;
    const values = byTime.get(ts) ?? [];
    values.push(value);
    byTime.set(ts, values);
  }
  return { reports: [...byTime].map(([ts, values]) => ({ ts, seq: null, values })), rejections };
}

function takeBase(base: Base, record: JsonObject): void {
  if (typeof record.bn === 'string') base.name = record.bn;
  if (typeof record.bt === 'number') base.time = record.bt;
  if (typeof record.bu === 'string') base.unit = record.bu;
  if (typeof record.bv === 'number') base.value = record.bv;
}

/** Small times count from the receipt; no time is the receipt itself. */
function timeOf(
  record: JsonObject,
  base: Base,
  receivedAt: EpochMs,
  rejections: Rejection[],
): EpochMs | null {
  const time = base.time + (typeof record.t === 'number' ? record.t : 0);
  if (time === 0) return null;
  const ms = Math.round(time * secondMs);
  const ts = parseInstant(time < relativeTimeMax ? receivedAt + ms : ms);
  if (ts === null) {
    const detail = {
      zh: `时间 ${short(time)} 早于 1970 年或晚于 9999 年；按当前接收时间处理`,
      en: `the time ${short(time)} lies before 1970 or after 9999; taken as received now`,
    };
    rejections.push({ reason: 'bad_ts', detail });
  }
  return ts;
}

function readRecord(record: JsonObject, base: Base, rejections: Rejection[]): [string, number] | null {
  const name = `${base.name}${typeof record.n === 'string' ? record.n : ''}`;
  const unit = typeof record.u === 'string' ? record.u : base.unit;
  const raw = typeof record.vb === 'boolean' ? Number(record.vb) : record.v;
  if (typeof raw !== 'number' || !Number.isFinite(raw)) {
    const shown = valueKeys.find((key) => record[key] !== undefined) ?? 'v';
    rejections.push(notANumber(short(name), record[shown]));
    return null;
  }
  const value = raw + base.value;
  const last = name.split(/[:/]/).at(-1) ?? name;
  const metric = metricOf(last, unit);
  if (metric === null) {
    const detail = {
      zh: `平台不认识指标 ${short(name)}${unit === null ? '' : `（${unit}）`}`,
      en: `${short(name)}${unit === null ? '' : ` in ${unit}`} is no metric that the hub knows`,
    };
    rejections.push({ reason: 'unknown_metric', detail });
    return null;
  }
  if (unit === null) return [metric, value];
  const converted = convertUnit(value, unit, unitOf(metric));
  if (converted !== null) return [metric, converted];
  const detail = { zh: `${metric} 不能以 ${unit} 为单位`, en: `${metric} cannot be given in ${unit}` };
  rejections.push({ reason: 'bad_unit', detail });
  return null;
}

/** The metric of that name, or the one whose name without its unit it is and whose unit the given one can become. */
function metricOf(name: string, unit: string | null): string | null {
  if (metricByName.has(name)) return name;
  if (unit === null) return null;
  const known = nativeMetrics.find(
    (metric) =>
      metric.name.startsWith(`${name}_`) &&
      !metric.name.slice(name.length + 1).includes('_') &&
      convertUnit(0, unit, metric.unit) !== null,
  );
  return known?.name ?? null;
}
