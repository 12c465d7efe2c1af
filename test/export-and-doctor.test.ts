// What the command line says of a data folder: its readings as files, and whether all is well with it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { expect, it, onTestFinished } from 'vitest';
import { RecordPacker } from '../core/record.ts';
import { minuteMs } from '../core/time.ts';
import { findings } from '../hub/doctor/findings.ts';
import { BatchEngine } from '../hub/engine/batch-engine.ts';
import { openStore } from '../store/open-store.ts';
import { testFolder } from '../store/test-batch.ts';
import { runSluice } from './running-hub.ts';
import { message, stormStart, townRecords } from './small-town.ts';

/** A stopped hub with three readings of one gauge and one of another. */
function filledFolder(): string {
  const dataDir = testFolder();
  const journal = openStore({ dataDir });
  const packer = new RecordPacker();
  for (const record of townRecords(stormStart)) packer.add(record);
  for (const [i, id] of ['gauge-1', 'gauge-1', 'gauge-2', 'gauge-1'].entries()) {
    const ts = stormStart + i * minuteMs;
    packer.add(message(ts + 500, id, 'telemetry', { ts, seq: i, depth_mm: i }));
  }
  new BatchEngine(journal).run(packer.take(), stormStart + 10 * minuteMs);
  journal.close();
  return dataDir;
}

it('exports the same readings as CSV, JSON lines and Parquet', async () => {
  const dataDir = filledFolder();
  const env = { SLUICE_DATA_DIR: dataDir };
  const csv = await runSluice(['export', '--device', 'gauge-1', '--to', '2026-07-13T19:02:30Z'], env);
  expect(csv.stdout.trim().split('\n')).toEqual([
    'device_id,metric,measured_at,received_at,value,unit,flags',
    'gauge-1,depth_mm,2026-07-13T19:00:00.000Z,2026-07-13T19:00:00.500Z,0,mm,',
    'gauge-1,depth_mm,2026-07-13T19:01:00.000Z,2026-07-13T19:01:00.500Z,1,mm,',
  ]);
  const lines = await runSluice(['export', '--device', 'gauge-2', '--format', 'jsonl'], env);
  expect(
    lines.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([{ device_id: 'gauge-2', value: 2, flags: [] }]);
  const file = join(dataDir, 'all.parquet');
  await runSluice(['export', '--format', 'parquet', '--out', file], env);
  const bytes = readFileSync(file);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file: buffer as ArrayBuffer });
  expect(rows.map(({ device_id, value }) => [device_id, value])).toEqual([
    ['gauge-1', 0],
    ['gauge-1', 1],
    ['gauge-2', 2],
    ['gauge-1', 3],
  ]);
  expect(rows[0]?.measured_at).toEqual(new Date(stormStart));
  const unknown = await runSluice(['export', '--device', 'nobody'], env);
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('nothing is stored of nobody')]);
});

async function verdicts(env: Readonly<Record<string, string>>) {
  return (await findings(env)).map(({ check, verdict }) => `${check.en} ${verdict}`);
}

it('the doctor finds nothing wrong with a hub that has stopped', async () => {
  const env = { SLUICE_DATA_DIR: filledFolder(), SLUICE_MQTT_PORT: '0', SLUICE_HTTP_PORT: '0' };
  const found = await findings(env);
  expect(found.filter(({ verdict }) => verdict === 'failed')).toMatchObject(
    // The town’s storm lies ahead of some machines’ clocks.
    Date.now() < stormStart ? [{ check: { en: 'clock' } }] : [],
  );
  expect(found.find(({ check }) => check.en === 'database')?.words.en).toBe(
    'whole, 8 records in the journal',
  );
});

it('the doctor names a bad setting, a port in use and a missing certificate, each with its mend', async () => {
  expect(await verdicts({ SLUICE_HTTP_PORT: 'eighty' })).toEqual(['settings failed']);
  const taken = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { readonly port: number };
  const found = await findings({
    ...{ SLUICE_DATA_DIR: testFolder(), SLUICE_HOST: '127.0.0.1', SLUICE_MQTT_PORT: '0' },
    ...{ SLUICE_HTTP_PORT: String(port), SLUICE_MQTTS_PORT: '0' },
  });
  const failed = found.filter(({ verdict }) => verdict === 'failed');
  expect(failed).toMatchObject([
    { check: { en: 'ports' }, mend: { en: expect.stringContaining('SLUICE_HTTP_PORT') } },
    { check: { en: 'certificate' }, mend: { en: expect.stringContaining('SLUICE_TLS_CERT') } },
  ]);
});
