// `sluice backup` while devices go on reporting, and `restore` into a new folder: a hub that comes up with all that was
// acknowledged before the copy began, with people's own files beside the database.
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, connectAsync } from 'mqtt';
import { expect, it } from 'vitest';
import { startLoad } from '../simulators/load.ts';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { manyDevices } from './small-registry.ts';

it('a backup under load holds all that was acknowledged before it, and restores to a hub that goes on', async () => {
  const hub = await startRunningHub();
  const env = { SLUICE_DATA_DIR: hub.dataDir };
  const admin = await ApiSession.login(hub);
  const { devices, csv } = manyDevices(5);
  await admin.csv('/imports/devices', csv);
  const { secret } = (await admin.post('/accounts', { name: 'wall', subscribe: ['hub/#'], publish: [] }))
    .body;
  const wall = { clientId: 'wall', username: 'wall', password: secret, clean: false } as const;
  const reader = await connectAsync(hub.mqttUrl, wall);
  await reader.subscribeAsync('hub/alarms/#', { qos: 1 });
  await reader.endAsync();
  for (const name of ['flows', 'map']) {
    mkdirSync(join(hub.dataDir, name), { recursive: true });
    writeFileSync(join(hub.dataDir, name, 'drawn.json'), `{"of":"${name}"}`);
  }
  writeFileSync(join(hub.dataDir, 'flows.key'), 'key of the flows');

  const load = startLoad({ mqttUrl: hub.mqttUrl, devices, rate: 300, metric: 'battery_v', value: () => 3.6 });
  await expect.poll(() => load.counts().acknowledged, { timeout: 20_000 }).toBeGreaterThan(300);
  const before = load.counts().acknowledged;
  const file = join(testFolder(), 'copy.db');
  expect(await runSluice(['backup', file], env)).toMatchObject({ code: 0, stderr: '' });
  const ledger = await load.stop();
  expect(ledger.acknowledged).toBe(ledger.sent);
  expect(statSync(`${file}.flows.key`).mode & 0o777).toBe(0o600);
  expect(existsSync(`${file}.session.key`)).toBe(false);

  const refused = await runSluice(['restore', file], env);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('another hub runs on the data'),
  ]);
  expect(await hub.stop()).toBe(0);
  const full = await runSluice(['restore', file], env);
  expect([full.code, full.stderr]).toEqual([1, expect.stringContaining('has a database already')]);

  const dataDir = testFolder();
  expect(await runSluice(['restore', file], { SLUICE_DATA_DIR: dataDir })).toMatchObject({
    code: 0,
    stderr: '',
  });
  expect(readFileSync(join(dataDir, 'map/drawn.json'), 'utf8')).toBe('{"of":"map"}');
  expect(readFileSync(join(dataDir, 'flows/drawn.json'), 'utf8')).toBe('{"of":"flows"}');
  expect(readFileSync(join(dataDir, 'flows.key'), 'utf8')).toBe('key of the flows');
  const restored = await startRunningHub({ dataDir });
  const again = await ApiSession.login(restored);
  const { messages } = (await again.get('/accounting')).body;
  expect(messages.stored).toBeGreaterThanOrEqual(before);
  expect(messages).toMatchObject({ received: messages.stored, duplicate: 0, quarantined: 0 });
  // `session present` in the CONNACK: the session of the wall came along.
  const client = connect(restored.mqttUrl, { ...wall, reconnectPeriod: 0 });
  const connack = await new Promise<{ readonly sessionPresent: boolean }>((resolve) =>
    client.once('connect', resolve),
  );
  expect(connack.sessionPresent).toBe(true);
  await client.endAsync();
  expect(await restored.stop()).toBe(0);
  const verified = await runSluice(['replay', '--verify', '--json'], { SLUICE_DATA_DIR: dataDir });
  expect(JSON.parse(verified.stdout).differences).toEqual([]);
}, 120_000);
