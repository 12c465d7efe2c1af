// What could not be used is tried again after the mend: a device that was not registered, a codec that threw. Nothing
// is counted twice, and the journal explains the state.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { type RunningHub, runSluice, startRunningHub, testFolder } from './running-hub.ts';

const devEui = '70b3d57ba0003bb8';
const profile = `vendor: Test
model: gauge
label: { zh: 测试, en: Test }
interval: 10m
primary_metric: depth_mm
codec: gauge.js
metrics:
  depth_mm: { from: level, unit: mm }
`;

async function publishUplinks(hub: RunningHub, secret: string, from: number): Promise<void> {
  const lns = await connectAsync(hub.mqttUrl, { clientId: 'lns', username: 'lns', password: secret });
  for (let frame = 0; frame < 5; frame += 1) {
    const up = {
      ...{ deviceInfo: { devEui }, devAddr: '00189440', fCnt: frame, fPort: 1 },
      ...{ deduplicationId: `frame ${frame}`, time: new Date(from + frame * 1_000).toISOString() },
      data: btoa(String.fromCharCode(frame)),
    };
    await lns.publishAsync(`application/1/device/${devEui}/event/up`, JSON.stringify(up), { qos: 1 });
  }
  await lns.endAsync();
}

it('messages in quarantine are used after the mend, once', async () => {
  const dataDir = testFolder();
  const codec = join(dataDir, 'profiles/codecs/gauge.js');
  mkdirSync(join(dataDir, 'profiles/codecs'), { recursive: true });
  writeFileSync(join(dataDir, 'profiles/test-gauge.yaml'), profile);
  writeFileSync(codec, 'function decodeUplink() { throw new Error("not yet"); }');
  const hub = await startRunningHub({ dataDir });
  const admin = await ApiSession.login(hub);
  const { secret } = (await admin.post('/accounts', { name: 'lns', publish: ['application/#'] })).body;
  const from = Date.now();
  await publishUplinks(hub, secret, from);

  const all = async (session: ApiSession) => (await session.get('/accounting')).body.messages;
  expect(await all(admin)).toMatchObject({ received: 5, stored: 0, quarantined: 5 });
  const stillUnknown = await admin.post('/quarantine/retry', { reason: 'unknown_device' });
  expect(stillUnknown.body).toEqual({ retried: 5, used: 0, known: 0, refused: 5, remaining: 0 });

  await admin.csv('/imports/devices', `device_id,profile,dev_eui\ngauge,test-gauge,${devEui}\n`);
  expect((await admin.post('/quarantine/retry', {})).body).toMatchObject({ retried: 5, refused: 5 });
  const ofDevice = async (session: ApiSession) => (await session.get('/accounting?device_id=gauge')).body;
  expect((await ofDevice(admin)).messages).toMatchObject({ received: 5, quarantined: 5 });
  expect((await admin.all('/quarantine'))[0]).toMatchObject({
    ...{
      device_id: 'gauge',
      reasons: [{ reason: 'codec_failed', detail: 'the codec threw Error: not yet' }],
    },
  });
  expect(await hub.stop()).toBe(0);

  writeFileSync(codec, 'function decodeUplink(input) { return { data: { level: input.bytes[0] } }; }');
  const mended = await startRunningHub({ dataDir });
  const operator = await ApiSession.login(mended);
  const [newest] = await operator.all('/quarantine');
  expect((await operator.post('/quarantine/retry', { ids: [newest?.id] })).body).toMatchObject({ used: 1 });
  expect((await operator.post('/quarantine/retry', { device_id: 'gauge' })).body).toEqual({
    ...{ retried: 4, used: 4, known: 0, refused: 0, remaining: 0 },
  });
  expect((await operator.post('/quarantine/retry', {})).body).toMatchObject({ retried: 0 });
  expect(await ofDevice(operator)).toMatchObject({
    messages: { received: 5, stored: 5, duplicate: 0, quarantined: 0 },
    readings: { stored: 5, duplicate: 0, late: 4 },
  });
  expect(await all(operator)).toMatchObject({ received: 5, stored: 5, quarantined: 0 });
  const query = `device_id=gauge&metric=depth_mm&from=${from}&to=${from + 10_000}`;
  const { points } = (await operator.get(`/readings?${query}`)).body;
  expect(points).toEqual([0, 1, 2, 3, 4].map((value) => [from + value * 1_000, value]));

  await publishUplinks(mended, secret, from);
  expect((await ofDevice(operator)).messages).toMatchObject({ received: 10, stored: 5, duplicate: 5 });
  expect(await mended.stop()).toBe(0);
  const { code, stdout } = await runSluice(['replay', '--verify'], { SLUICE_DATA_DIR: dataDir });
  expect([code, stdout]).toEqual([0, expect.stringContaining('agree')]);
});

it('an unknown device is listed once, adopted, and what it sent before is used', async () => {
  const dataDir = testFolder();
  const codec = join(dataDir, 'profiles/codecs/gauge.js');
  mkdirSync(join(dataDir, 'profiles/codecs'), { recursive: true });
  writeFileSync(join(dataDir, 'profiles/test-gauge.yaml'), profile);
  writeFileSync(codec, 'function decodeUplink(input) { return { data: { level: input.bytes[0] } }; }');
  const hub = await startRunningHub({ dataDir });
  const admin = await ApiSession.login(hub);
  const { secret } = (await admin.post('/accounts', { name: 'lns', publish: ['application/#', 'devices/#'] }))
    .body;
  await publishUplinks(hub, secret, Date.now());
  const lns = await connectAsync(hub.mqttUrl, { clientId: 'lns', username: 'lns', password: secret });
  await lns.publishAsync('devices/pump-7/telemetry', '{"depth_mm":40}', { qos: 1 });
  await lns.publishAsync('devices/no id at all/telemetry', '{"depth_mm":40}', { qos: 1 });
  await lns.endAsync();

  const listed = (await admin.get('/unknown-devices')).body.items;
  expect(listed).toMatchObject([
    { id: 'pump-7', format: 'native', by: 'lns', messages: 1, example: { payload: '{"depth_mm":40}' } },
    { id: devEui, dev_eui: devEui, format: 'chirpstack', messages: 5, waiting: 5 },
  ]);
  const { topic, payload } = listed[1].example;
  const { body: proposal } = await admin.post('/profiles/propose', { topic, payload });
  expect(proposal).toMatchObject({ format: 'chirpstack', dev_eui: devEui });

  const adopt = (id: string, body: object) => admin.post(`/unknown-devices/${id}/adopt`, body);
  expect(await adopt(devEui, { profile: 'nothing' })).toMatchObject({
    status: 422,
    body: { field: 'profile' },
  });
  const adopted = await adopt(devEui, { device_id: 'gauge', profile: 'test-gauge', interval_s: 300 });
  expect(adopted).toMatchObject({
    status: 201,
    body: {
      device: { id: 'gauge', profile: 'test-gauge', dev_eui: devEui, interval_s: 300 },
      ...{ secret: null, retried: { retried: 5, used: 5, refused: 0 } },
    },
  });
  expect((await admin.get('/accounting?device_id=gauge')).body.messages).toMatchObject({
    received: 5,
    stored: 5,
  });
  expect((await adopt(devEui, { profile: 'test-gauge' })).status).toBe(404);
  expect(await adopt('pump-7', { device_id: 'gauge', profile: 'flood-gauge' })).toMatchObject({
    status: 409,
  });

  const pump = (await adopt('pump-7', { profile: 'flood-gauge', retry: false })).body;
  expect(pump).toMatchObject({ device: { id: 'pump-7' }, retried: null });
  const device = await connectAsync(hub.mqttUrl, {
    clientId: 'pump-7',
    username: 'pump-7',
    password: pump.secret,
  });
  await device.endAsync();
  expect((await admin.post('/quarantine/retry', { claimed_id: 'pump-7' })).body).toMatchObject({ used: 1 });
  expect((await admin.get('/unknown-devices')).body.items).toEqual([]);
  expect((await admin.get('/quarantine?reason=unknown_device')).body.items).toHaveLength(1);
  expect(await hub.stop()).toBe(0);
  const { code, stdout } = await runSluice(['replay', '--verify'], { SLUICE_DATA_DIR: dataDir });
  expect([code, stdout]).toEqual([0, expect.stringContaining('agree')]);
});
