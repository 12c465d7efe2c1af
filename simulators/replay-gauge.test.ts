import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { readGaugeRecording } from './gauge-recording.ts';
import { type ReplayGaugeOptions, replayGauge } from './replay-gauge.ts';

const header = 'time,error_flag,batt_v,gw_1_id,dist_mm,f_cnt,gw_1_rssi_dbm,gw_1_snr_db\n';
const brokers: BareBroker[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(brokers.splice(0).map((broker) => broker.die()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function brokerFor(options: Parameters<typeof startBareBroker>[0] = {}): Promise<BareBroker> {
  const broker = await startBareBroker(options);
  brokers.push(broker);
  return broker;
}

function recording(rows: string, name = 'gauge.csv'): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-replay-'));
  folders.push(folder);
  const file = join(folder, name);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(header + rows) : header + rows);
  return file;
}

/** A row a minute, numbered from 1, one millimetre deeper each time. */
function minutes(count: number): string {
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2023, 4, 29) + i * 60_000).toISOString().replace('T', ' ');
    return `${at},0,4.1,gw,${2_700 - i},${i + 1},-80,7.5\n`;
  }).join('');
}

function replay(broker: BareBroker, file: string, more: Partial<ReplayGaugeOptions> = {}) {
  return replayGauge({ mqttUrl: broker.url, deviceId: 'gauge-1', secret: 'a secret', file, ...more });
}

const seqsOf = (broker: BareBroker) =>
  broker.messages.flatMap(({ text }) => [JSON.parse(text)].flat().map(({ seq }) => Number(seq)));

describe('replayGauge', () => {
  it('sends each row with its own time and number, and leaves out what is blank', async () => {
    const logins: string[] = [];
    const broker = await brokerFor({ authenticate: (...login) => logins.push(login.join(':')) > 0 });
    const file = recording(
      '2023-05-29 12:05:02.009000Z,0,4.18,gw,2744,9430,-78,8.5\n' +
        '2023-05-29 12:06:05Z,0,4.18,,,9431,,\n' +
        '2023-05-29 12:07:08.500000Z,0,4.18,gw,5000,,-80,\n',
      'gauge.csv.gz',
    );
    expect(await replay(broker, file)).toEqual({ sent: 3, acknowledged: 3 });
    expect(logins).toEqual(['gauge-1:a secret']);
    expect(new Set(broker.messages.map(({ topic }) => topic))).toEqual(
      new Set(['devices/gauge-1/telemetry']),
    );
    expect(broker.messages.map(({ text }) => JSON.parse(text))).toEqual([
      {
        ...{ ts: Date.parse('2023-05-29T12:05:02.009Z'), seq: 9_430, distance_mm: 2_744 },
        ...{ battery_v: 4.18, rssi_dbm: -78, snr_db: 8.5 },
      },
      { ts: Date.parse('2023-05-29T12:06:05Z'), seq: 9_431, battery_v: 4.18 },
      { ts: Date.parse('2023-05-29T12:07:08.500Z'), distance_mm: 5_000, battery_v: 4.18, rssi_dbm: -80 },
    ]);
  });

  it('keeps the order, and no more messages in flight than it may', async () => {
    const broker = await brokerFor();
    const inFlight: number[] = [];
    const account = await replay(broker, recording(minutes(500)), {
      inFlight: 7,
      onProgress: ({ sent, acknowledged }) => inFlight.push(sent - acknowledged),
    });
    expect(account).toEqual({ sent: 500, acknowledged: 500 });
    expect(seqsOf(broker)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(Math.max(...inFlight)).toBeLessThan(7);
    expect(Math.max(...inFlight)).toBeGreaterThan(0);
  });

  it('puts as many reports into a message as it is told', async () => {
    const broker = await brokerFor();
    const account = await replay(broker, recording(minutes(250)), { reportsPerMessage: 100 });
    expect(account).toEqual({ sent: 250, acknowledged: 250 });
    expect(broker.messages.map(({ text }) => JSON.parse(text).length)).toEqual([100, 100, 50]);
    expect(seqsOf(broker)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
  });

  it('goes on after the broker died, and misses nothing', async () => {
    const { promise: halfway, resolve } = Promise.withResolvers<void>();
    const first = await startBareBroker();
    const running = replay(first, recording(minutes(400)), {
      inFlight: 10,
      onProgress: ({ acknowledged }) => acknowledged === 200 && resolve(),
    });
    await halfway;
    await first.die();
    const second = await brokerFor({ port: first.port });
    expect(await running).toEqual({ sent: 400, acknowledged: 400 });
    const seen = new Set([...seqsOf(first), ...seqsOf(second)]);
    expect([...seen]).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  });

  it('ends early when it is told to', async () => {
    const broker = await brokerFor();
    const stop = new AbortController();
    const account = await replay(broker, recording(minutes(400)), {
      signal: stop.signal,
      inFlight: 5,
      onProgress: ({ acknowledged }) => acknowledged === 100 && stop.abort(),
    });
    expect(account.sent).toBeLessThan(400);
    expect(account.acknowledged).toBeGreaterThanOrEqual(100);
    await expect.poll(() => broker.aedes.connectedClients).toBe(0);
  });

  it('says why it cannot go on', async () => {
    const strict = await brokerFor({ authenticate: () => false });
    const deaf = await brokerFor({ onPublish: () => false });
    const file = recording(minutes(3));
    await expect(replay(strict, file)).rejects.toMatchObject({ code: 'login_refused' });
    await expect(replay(deaf, file, { patienceMs: 50 })).rejects.toMatchObject({ code: 'replay_stalled' });
    const nowhere = { ...strict, url: 'mqtt://127.0.0.1:9' };
    await expect(replay(nowhere, file)).rejects.toMatchObject({ code: 'broker_unreachable' });
    await expect(replay(strict, file, { reportsPerMessage: 1_001 })).rejects.toMatchObject({
      code: 'bad_option',
    });
  });

  it.each([
    ['no instant', '29 May,0,4.1,gw,2700,1,-80,7\n', 'gauge.csv:2'],
    ['no number', `${minutes(1)}2023-05-29 00:01:00Z,0,4.1,gw,deep,2,-80,7\n`, 'gauge.csv:3'],
    ['another width', `${minutes(1)}2023-05-29 00:01:00Z,0\n`, 'gauge.csv'],
  ])('names the file and line of a row with %s', (_what, rows, place) => {
    const read = () => readGaugeRecording(recording(rows));
    expect(read).toThrow(place);
    expect(read).toThrow(expect.objectContaining({ code: 'bad_recording' }));
  });
});

const real = new URL('../../shared/real/flood-gauges/', import.meta.url);
describe.skipIf(!existsSync(real))('recorded gauges (skipped without ../shared/real/flood-gauges)', () => {
  it('four months of bored_blue_fish arrive whole and in order', async () => {
    const broker = await brokerFor();
    const file = fileURLToPath(new URL('bored_blue_fish.csv.gz', real));
    const account = await replay(broker, file, { reportsPerMessage: 200 });
    expect(account).toEqual({ sent: 16_122, acknowledged: 16_122 });
    const reports = broker.messages.flatMap(({ text }) => JSON.parse(text) as Record<string, number>[]);
    expect(reports).toEqual(readGaugeRecording(file));
    expect(reports.every(({ ts = 0 }, i) => i === 0 || ts > (reports[i - 1]?.ts ?? 0))).toBe(true);
    expect(reports.filter(({ snr_db }) => snr_db === undefined)).toHaveLength(100);
  });
});
