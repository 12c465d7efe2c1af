// A recorded street gauge as the reports that it would have sent: one per row, in the order of the file.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { messageOf, SluiceError } from '../core/error.ts';
import { type EpochMs, parseInstant } from '../core/time.ts';

/** `ts` and what the row has of `seq`, `distance_mm`, `battery_v`, `rssi_dbm` and `snr_db`. */
export type GaugeReport = Readonly<Record<string, number>> & { readonly ts: EpochMs };

const columns = [
  ['seq', 'f_cnt'],
  ['distance_mm', 'dist_mm'],
  ['battery_v', 'batt_v'],
  ['rssi_dbm', 'gw_1_rssi_dbm'],
  ['snr_db', 'gw_1_snr_db'],
] as const;

/**
 * Reads a CSV file, gzipped where its name ends in `.gz`, with a column `time` (RFC 3339, a blank for the T) and any
 * of f_cnt, dist_mm, batt_v, gw_1_rssi_dbm and gw_1_snr_db. Blanks are left out. Codes for "no echo" are kept: to
 * know them is the hub's business. Throws a `SluiceError` with code `bad_recording` that names the file and line.
 */
export function readGaugeRecording(file: string): GaugeReport[] {
  return rowsOf(file).map((row, i) => reportOf(row, `${file}:${i + 2}`));
}

function rowsOf(file: string): Record<string, string>[] {
  try {
    const bytes = readFileSync(file);
    return parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
  } catch (cause) {
    throw badRecording(`${file} cannot be read: ${messageOf(cause)}`, cause);
  }
}

function reportOf(row: Readonly<Record<string, string>>, place: string): GaugeReport {
  const ts = parseInstant(row.time);
  if (ts === null) throw badRecording(`${place}: "${row.time ?? ''}" in column time is no instant`);
  const report: Record<string, number> & { ts: EpochMs } = { ts };
  for (const [name, column] of columns) {
    const text = row[column]?.trim() ?? '';
    if (text === '') continue;
    const value = Number(text);
    if (!Number.isFinite(value)) throw badRecording(`${place}: "${text}" in column ${column} is no number`);
    report[name] = value;
  }
  return report;
}

function badRecording(message: string, cause?: unknown): SluiceError {
  const hint = 'give a CSV file, or one ending in .gz, with the columns time, dist_mm, f_cnt, batt_v';
  return new SluiceError(message, { code: 'bad_recording', hint, cause });
}
