// `sluice export`: readings as CSV, JSON lines or Parquet, from a hub that runs or not. What is exported as CSV can be
// tried again with `rules backtest --csv`.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { SluiceError } from '../../core/error.ts';
import { unitOf } from '../../core/metric.ts';
import { flagNames, type Reading } from '../../core/reading.ts';
import { formatInstant } from '../../core/time.ts';
import { openReadingExport } from '../../store/reading-export.ts';
import { readSettings } from '../config.ts';
import { instantOption } from './instant-option.ts';
import { writeParquet } from './parquet-file.ts';

export interface ExportOptions {
  readonly device?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly format?: string;
  readonly out?: string;
}

const formats = ['csv', 'jsonl', 'parquet'] as const;
type Format = (typeof formats)[number];

/** Characters that gather before they are written. */
const chunkLength = 64 * 1024;

export async function exportCommand(options: ExportOptions): Promise<number> {
  const format = formatOption(options.format);
  const { device = null, out } = options;
  const from = instantOption('--from', options.from) ?? 0;
  const to = instantOption('--to', options.to) ?? Date.now();
  if (format === 'parquet' && out === undefined) {
    const hint = 'add --out readings.parquet';
    throw new SluiceError('Parquet is written to a file', { code: 'bad_option', hint });
  }
  const source = openReadingExport(readSettings(process.env).data_dir);
  try {
    const unknown = device === null ? [] : source.unknown(device);
    if (unknown.length > 0) {
      const hint = 'see the ids with GET /devices, or in the console';
      throw new SluiceError(`nothing is stored of ${unknown.join(', ')}`, { code: 'no_such_device', hint });
    }
    const readings = source.readings(device, from, to);
    const count =
      format === 'parquet'
        ? await writeParquet(out ?? '', readings)
        : await writeText(out === undefined ? process.stdout : createWriteStream(out), format, readings);
    if (out !== undefined) console.error(`${count} readings written to ${out}`);
    return 0;
  } finally {
    source.close();
  }
}

function formatOption(text = 'csv'): Format {
  const format = formats.find((known) => known === text);
  if (format !== undefined) return format;
  throw new SluiceError(`there is no format ${JSON.stringify(text)}`, {
    code: 'bad_option',
    hint: `choose one of ${formats.join(', ')}`,
  });
}

async function writeText(
  target: Writable,
  format: 'csv' | 'jsonl',
  readings: Iterable<Reading>,
): Promise<number> {
  // A reader that goes away, such as `head`, ends the export.
  let isOpen = true;
  const failed = once(target, 'error').then(([error]: unknown[]) => {
    isOpen = false;
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
  failed.catch(() => {});
  let text = format === 'csv' ? 'device_id,metric,measured_at,received_at,value,unit,flags\n' : '';
  let count = 0;
  const flush = async () => {
    const chunk = text;
    text = '';
    if (!target.write(chunk) && isOpen) await Promise.race([once(target, 'drain'), failed]);
  };
  for (const reading of readings) {
    if (!isOpen) break;
    text += format === 'csv' ? csvLine(reading) : `${JSON.stringify(jsonOf(reading))}\n`;
    count += 1;
    if (text.length >= chunkLength) await flush();
  }
  if (isOpen) await flush();
  if (isOpen && target !== process.stdout) {
    target.end();
    await Promise.race([once(target, 'finish'), failed]);
  }
  return count;
}

/** Ids, metrics and units hold neither commas nor quotes. */
function csvLine(reading: Reading): string {
  return `${Object.values({ ...jsonOf(reading), flags: flagNames(reading.flags).join('|') }).join(',')}\n`;
}

function jsonOf({ deviceId, metric, measuredAt, receivedAt, value, flags }: Reading) {
  return {
    device_id: deviceId,
    metric,
    measured_at: formatInstant(measuredAt),
    received_at: formatInstant(receivedAt),
    value,
    unit: unitOf(metric),
    flags: flagNames(flags),
  };
}
