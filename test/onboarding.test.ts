// A device is brought in by one of its messages: through the API of a real hub, and on the command line without one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ApiSession, type JsonBody } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';

const up = {
  deviceInfo: { devEui: '70b3d57ba0003bb8', deviceName: 'north gate' },
  time: '2026-07-01T12:00:00.123456789Z',
  ...{ fCnt: 20, fPort: 1, data: Buffer.from('0202f8000300040258409a00000c54', 'hex').toString('base64') },
  rxInfo: [{ gatewayId: 'fcc23dfffe2e72ed', rssi: -106, snr: 3 }],
};
const readings = [
  { metric: 'rain_mm', value: 0.4, unit: 'mm' },
  { metric: 'battery_v', value: 3.156, unit: 'V' },
];

it('the hub says what a pasted message is, and what it would store of it', async () => {
  const hub = await startRunningHub();
  const admin = await ApiSession.login(hub);
  const profiles: JsonBody[] = (await admin.get('/profiles')).body.items;
  expect(profiles.length).toBeGreaterThan(20);
  expect(profiles.find(({ id }) => id === 'decentlab-dl-tbrg')).toMatchObject({
    ...{ vendor: 'Decentlab', interval_s: 600, primary_metric: 'rain_mm', has_codec: true },
  });
  const { status, body } = await admin.post('/profiles/propose', up);
  expect(status).toBe(200);
  expect(body).toMatchObject({ format: 'chirpstack', dev_eui: '70b3d57ba0003bb8', f_port: 1, readings });
  expect(body.profiles.map(({ id }: JsonBody) => id)).toEqual(['decentlab-dl-tbrg']);
  expect(body.readings[0].measured_at).toBe('2026-07-01T12:00:00.123Z');
  expect(await hub.stop()).toBe(0);
});

it('a profile written for a message is checked, kept, and in force at once and after a restart', async () => {
  const dataDir = testFolder();
  const hub = await startRunningHub({ dataDir });
  const admin = await ApiSession.login(hub);
  const message = {
    ...up,
    deviceInfo: { devEui: '24e1240000000077', deviceName: 'well 7' },
    object: { waterLevel: '135 cm', batteryVoltage: 3.6 },
  };
  const { mapping } = (await admin.post('/profiles/propose', message)).body;
  const check = async (text: string) =>
    (await admin.post('/profiles/check', { id: 'acme-well', text, message })).body;
  const bad = await check(String(mapping.profile_file).replace('interval: 1h', 'interval: often'));
  expect(bad.mistakes).toMatchObject([{ key: 'interval', line: expect.any(Number) }]);
  const good = await check(mapping.profile_file);
  expect(good).toMatchObject({ mistakes: [], reasons: [] });
  expect(good.readings).toContainEqual(
    expect.objectContaining({ metric: 'well_level_mm', value: 1_350, unit: 'mm' }),
  );

  const saved = await admin.put('/profiles/acme-well', { text: mapping.profile_file });
  expect([saved.status, saved.body.id]).toEqual([200, 'acme-well']);
  const device = 'device_id,profile,dev_eui\nwell-7,acme-well,24e1240000000077\n';
  expect((await admin.csv('/imports/devices', device)).body).toMatchObject({ created: 1 });
  expect((await admin.put('/profiles/..%2Fbad', { text: mapping.profile_file })).status).toBe(422);
  expect(await hub.stop()).toBe(0);
  const again = await startRunningHub({ dataDir });
  const profiles: JsonBody[] = (await (await ApiSession.login(again)).get('/profiles')).body.items;
  expect(profiles.map(({ id }) => id)).toContain('acme-well');
  expect(await again.stop()).toBe(0);
});

it('the command line says the same', async () => {
  const folder = testFolder();
  const file = join(folder, 'uplink.json');
  writeFileSync(file, JSON.stringify(up));
  const env = { SLUICE_DATA_DIR: folder };
  const asText = await runSluice(['profiles', 'propose', file], env);
  expect(asText).toMatchObject({ code: 0, stderr: '' });
  expect(asText.stdout).toContain('profile: decentlab-dl-tbrg (Tipping-bucket rain gauge) reads its bytes');
  const asJson = await runSluice(['profiles', 'propose', file, '--json'], env);
  expect(JSON.parse(asJson.stdout)).toMatchObject({ readings });
  const missing = await runSluice(['profiles', 'propose', join(folder, 'none.json')], env);
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('cannot be read')]);
});
