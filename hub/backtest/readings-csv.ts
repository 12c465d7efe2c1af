// Readings from a CSV file as the reports that devices would have sent. Two layouts, told apart by their columns:
// wide (`device_id`, `ts`, a column for each metric) and long (`device_id`, `ts`, `metric`, `value`).

import { parse } from 'csv-parse/sync';
import { messageOf, SluiceError } from '../../core/error.ts';
import type { Label } from '../../core/label.ts';
import { metricByName } from '../../core/metric.ts';
import { sameInBoth } from '../../core/said.ts';
import { type EpochMs, parseInstant } from '../../core/time.ts';

export interface CsvReport {
  readonly deviceId: string;
  readonly ts: EpochMs;
  readonly receivedAt: EpochMs;
  readonly seq: number | null;
  /** Numbers, as the telemetry of a device has them. */
  readonly values: Record<string, number>;
}

export interface CsvReadings {
  /** In the order of receipt. */
  readonly reports: readonly CsvReport[];
  readonly readings: number;
  readonly rejectedCount: number;
  /** The first of the cells that cannot be used; line 1 is the header. */
  readonly rejected: readonly CsvRejection[];
}

export interface CsvRejection {
  readonly line: number;
  readonly column: string;
  readonly reason: Label;
}

const shownRejections = 20;

/** Other names of a column, as exports and recordings have them. */
const synonyms: Readonly<Record<string, string>> = { time: 'ts', measured_at: 'ts', device: 'device_id' };

/** Columns of an export that are no metrics. */
const passedOver: ReadonlySet<string> = new Set(['unit', 'flags', 'point_id']);

export const csvColumns =
  'device_id, ts (or time, measured_at: RFC 3339 or epoch ms), optionally received_at and seq, and either a column ' +
  'for each metric or the columns metric and value';

/** Throws a `SluiceError` with code `bad_csv` where the file as a whole cannot be used. */
export function readReadingsCsv(text: string): CsvReadings {
  let header: Header | null = null;
  const reports: CsvReport[] = [];
  const rejected: CsvRejection[] = [];
  let rejectedCount = 0;
  let readings = 0;
  let line = 1;
  const reject = (column: string, reason: Label) => {
    rejectedCount += 1;
    if (rejected.length < shownRejections) rejected.push({ line, column, reason });
  };
  const onRecord = (cells: string[]): null => {
    if (header === null) {
      header = headerOf(cells);
      return null;
    }
    line += 1;
    const report = reportOf(header, cells, reject);
    if (report === null) return null;
    readings += Object.keys(report.values).length;
    reports.push(report);
    return null;
  };
  try {
    parse(text, { bom: true, skip_empty_lines: true, trim: true, on_record: onRecord });
  } catch (thrown) {
    throw thrown instanceof SluiceError ? thrown : badCsv(sameInBoth(messageOf(thrown)));
  }
  if (header === null) throw badCsv({ zh: '文件为空', en: 'the file is empty' });
  reports.sort((a, b) => a.receivedAt - b.receivedAt || a.ts - b.ts);
  return { reports, readings, rejectedCount, rejected };
}

interface Header {
  readonly device: number;
  readonly ts: number;
  readonly receivedAt: number;
  readonly seq: number;
  /** Of the long layout; -1 both in the wide one. */
  readonly metric: number;
  readonly value: number;
  readonly metrics: readonly { readonly at: number; readonly name: string }[];
}

function headerOf(cells: readonly string[]): Header {
  const names = cells.map((cell) => synonyms[cell] ?? cell);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) {
    throw badCsv({ zh: `${twice} 有两列`, en: `there are two columns for ${twice}` });
  }
  const at = (name: string) => names.indexOf(name);
  const [device, ts, metric, value] = [at('device_id'), at('ts'), at('metric'), at('value')];
  if (device < 0 || ts < 0) {
    const missing = device < 0 ? 'device_id' : 'ts';
    throw badCsv({ zh: `缺少列 ${missing}`, en: `a column ${missing} is missing` });
  }
  const isLong = metric >= 0 && value >= 0;
  const rest = names.flatMap((name, index) =>
    ['device_id', 'ts', 'received_at', 'seq'].includes(name) || passedOver.has(name)
      ? []
      : [{ at: index, name }],
  );
  const unknown = isLong ? [] : rest.filter(({ name }) => !metricByName.has(name));
  if (unknown.length > 0) {
    const known = [...metricByName.keys()].join(', ');
    const given = unknown.map(({ name }) => name).join(', ');
    throw badCsv({
      zh: `没有指标 ${given}；可用的有 ${known}`,
      en: `${given}: no such metric; there are ${known}`,
    });
  }
  if (!isLong && rest.length === 0) {
    throw badCsv({ zh: '没有指标列', en: 'there is no column of a metric' });
  }
  return {
    device,
    ts,
    receivedAt: at('received_at'),
    seq: at('seq'),
    metric: isLong ? metric : -1,
    value: isLong ? value : -1,
    metrics: isLong ? [] : rest,
  };
}

/** `null` where nothing of the row can be used; what cannot is rejected cell by cell. */
function reportOf(
  header: Header,
  cells: readonly string[],
  reject: (column: string, reason: Label) => void,
): CsvReport | null {
  const deviceId = cells[header.device] ?? '';
  const ts = instantOf(cells[header.ts] ?? '');
  if (deviceId === '') reject('device_id', { zh: '为空', en: 'is blank' });
  if (ts === null) reject('ts', noInstant(cells[header.ts] ?? ''));
  if (deviceId === '' || ts === null) return null;
  const receivedText = cells[header.receivedAt] ?? '';
  const receivedAt = receivedText === '' ? ts : instantOf(receivedText);
  if (receivedAt === null) reject('received_at', noInstant(receivedText));
  const seq = numberOf('seq', cells[header.seq] ?? '', reject);
  const values: Record<string, number> = {};
  if (header.metric >= 0) {
    const name = cells[header.metric] ?? '';
    const value = numberOf(name, cells[header.value] ?? '', reject);
    if (value !== null) values[name] = value;
  } else {
    for (const { at, name } of header.metrics) {
      const value = numberOf(name, cells[at] ?? '', reject);
      if (value !== null) values[name] = value;
    }
  }
  return { deviceId, ts, receivedAt: receivedAt ?? ts, seq, values };
}

function noInstant(cell: string): Label {
  const written = JSON.stringify(cell);
  return { zh: `${written} 不是时间`, en: `${written} is no instant` };
}

function instantOf(cell: string): EpochMs | null {
  return parseInstant(/^\d+$/.test(cell) ? Number(cell) : cell);
}

/** `null` for a blank, which is left out. */
function numberOf(
  column: string,
  cell: string,
  reject: (column: string, reason: Label) => void,
): number | null {
  if (cell === '') return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  const written = JSON.stringify(cell);
  reject(column, { zh: `${written} 不是数字`, en: `${written} is no number` });
  return null;
}

function badCsv({ zh, en }: Label): SluiceError {
  const message = { zh: `CSV 无法使用：${zh}`, en: `the CSV cannot be used: ${en}` };
  const hint = {
    zh:
      '应有列 device_id 和 ts（或 time、measured_at：RFC 3339 或毫秒时间戳），可有 received_at 和 seq，' +
      '以及每个指标一列，或 metric 和 value 两列',
    en: `its columns are ${csvColumns}`,
  };
  return new SluiceError(message, { code: 'bad_csv', hint });
}
