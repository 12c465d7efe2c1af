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
