// Codecs that never end, take all memory, throw or give rubbish, in a real hub: each is bounded, set aside by name and
// counted, and the other devices notice nothing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { ApiSession, type JsonBody } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';

const codecs = {
  good: 'function decodeUplink(input) { return { data: { level: input.bytes[0] } }; }',
  endless: 'function decodeUplink() { while (true); }',
  greedy: 'function decodeUplink() { const a = []; for (;;) a.push(new Array(1000).fill(1)); }',
  throws: 'function decodeUplink() { throw new Error("short frame"); }',
  text: 'function decodeUplink() { return "12 mm"; }',
  nan: 'function decodeUplink() { return { data: { level: NaN } }; }',
  broken: 'function decodeUplink( {',
  history: `function Decoder() {
    return { level: 30, before: [{ at: 1600000000, level: 900 }, { at: 1600000600, level: 901 }, { level: 902 }] };
  }`,
} as const;
const names = Object.keys(codecs) as (keyof typeof codecs)[];

const euiOf = (name: keyof typeof codecs) => `00000000000000${String(names.indexOf(name)).padStart(2, '0')}`;

function profileText(name: string): string {
  return `vendor: Test
model: ${name}
label: { zh: 测试, en: Test }
interval: 10m
primary_metric: depth_mm
codec: ${name}.js
metrics:
  depth_mm: { from: level, unit: mm }
history: { list: before, time: at, unit: s }
`;
}

function dataFolder(): string {
  const dataDir = testFolder();
  const folder = join(dataDir, 'profiles');
  mkdirSync(join(folder, 'codecs'), { recursive: true });
  for (const name of names) {
    writeFileSync(join(folder, `test-${name}.yaml`), profileText(name));
    writeFileSync(join(folder, 'codecs', `${name}.js`), codecs[name]);
  }
  return dataDir;
}

const frames = 8;

describe('codecs in a running hub', () => {
  it('go as far as they may and no further', async () => {
    const dataDir = dataFolder();
    const hub = await startRunningHub({ dataDir });
    const admin = await ApiSession.login(hub);
    const rows = names.map((name) => `${name},test-${name},${euiOf(name)}\n`).join('');
    const imported = await admin.csv('/imports/devices', `device_id,profile,dev_eui\n${rows}`);
    expect(imported.body).toMatchObject({ created: names.length, rejected: [] });
    const { secret } = (await admin.post('/accounts', { name: 'lns', publish: ['application/#'] })).body;
    const lns = await connectAsync(hub.mqttUrl, { clientId: 'lns', username: 'lns', password: secret });

    const from = Date.now();
    for (let frame = 0; frame < frames; frame += 1) {
      await Promise.all(
        names.map((name) => {
          const up = {
            ...{
              deduplicationId: `${name} ${frame}`,
              fCnt: frame,
              fPort: 1,
              data: btoa(String.fromCharCode(frame)),
            },
            ...{ time: new Date(from + frame * 1_000).toISOString(), devAddr: '00189440' },
            ...{ deviceInfo: { devEui: euiOf(name) }, rxInfo: [{ rssi: -90, snr: 7 }] },
          };
          const topic = `application/1/device/${euiOf(name)}/event/up`;
          return lns.publishAsync(topic, JSON.stringify(up), { qos: 1 });
        }),
      );
    }
    await lns.endAsync();

    const counts: JsonBody = {};
    for (const name of names) {
      const { messages, readings, missing } = (await admin.get(`/accounting?device_id=${name}`)).body;
      expect(messages.received).toBe(messages.stored + messages.duplicate + messages.quarantined);
      Object.assign(counts, { [name]: { ...messages, readings: readings.stored, missing } });
    }
    const whole = { received: frames, stored: frames, quarantined: 0, duplicate: 0, missing: 0 };
    const none = { received: frames, stored: 0, quarantined: frames, duplicate: 0, readings: 0 };
    expect(counts).toMatchObject({
      good: { ...whole, readings: 3 * frames },
      // Its earlier values are too old to be believed, and no values of now either.
      history: { ...whole, readings: 3 * frames },
      ...{ endless: none, greedy: none, throws: none, text: none, nan: none, broken: none },
    });

    const quarantined = await admin.all('/quarantine');
    const reasons = (name: string) => {
      const ofDevice = quarantined.filter((item) => item.device_id === name);
      return new Set(ofDevice.flatMap((item) => item.reasons.map((one: JsonBody) => one.reason)));
    };
    expect(Object.fromEntries(names.map((name) => [name, [...reasons(name)].sort()]))).toEqual({
      good: [],
      endless: ['codec_resting', 'codec_unbounded'],
      greedy: ['codec_resting', 'codec_unbounded'],
      throws: ['codec_failed'],
      text: ['codec_failed'],
      nan: ['not_a_number'],
      broken: ['codec_failed'],
      history: ['bad_history'],
    });
    const range = `device_id=good&metric=depth_mm&from=${from}&to=${from + frames * 1_000}`;
    const { points } = (await admin.get(`/readings?${range}`)).body;
    expect(points.map(([, value]: [number, number]) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);

    expect(await hub.stop()).toBe(0);
    const { code, stdout } = await runSluice(['replay', '--verify'], { SLUICE_DATA_DIR: dataDir });
    expect([code, stdout]).toEqual([0, expect.stringContaining('agree')]);
  });
});
