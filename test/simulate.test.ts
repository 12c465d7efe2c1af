// `sluice simulate` against a hub, in every shape: what devices of poor firmware send is counted as what it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';

describe.each(['native', 'chirpstack', 'things-stack'])('devices of poor firmware, %s', (shape) => {
  it('the hub’s accounting is the simulator’s closing account', async () => {
    const folder = testFolder();
    const town = ['--devices', '30', '--rate', '150', '--seed', '5', '--shape', shape, '--firmware', 'poor'];
    const hub = await startRunningHub({ env: { SLUICE_DEVICE_RATE: 'off' } });
    const admin = await ApiSession.login(hub);
    const account = { name: 'lns', publish: ['application/#', 'v3/#'], subscribe: [] };
    const { secret } = (await admin.post('/accounts', account)).body;
    const login = shape === 'native' ? [] : ['--username', 'lns', '--password', secret];
    const run = (more: readonly string[]) =>
      runSluice(['simulate', '--url', hub.mqttUrl, '--json', ...town, ...login, ...more], {});
    // Writes the registry; nobody is let in yet.
    await run(['--registry', folder, '--duration', '0.1']);
    for (const kind of ['units', 'points', 'devices']) {
      const csv = readFileSync(join(folder, `${kind}.csv`), 'utf8');
      expect((await admin.csv(`/imports/${kind}`, csv)).status).toBe(200);
    }
    const before = (await admin.get('/accounting')).body.messages;
    const { code, stdout } = await run(['--duration', '8']);
    const told = JSON.parse(stdout);
    expect([code, told.unacknowledged]).toEqual([0, 0]);
    expect(told.sent).toBeGreaterThan(300);
    expect(told.repeated).toBeGreaterThan(10);
    const { messages } = (await admin.get('/accounting')).body;
    const since = (key: string) => messages[key] - before[key];
    // Words of presence are messages too, and bring no measurement.
    expect(since('duplicate')).toBe(told.repeated);
    expect(since('quarantined')).toBe(0);
    expect(since('received')).toBe(since('stored') + since('duplicate'));
    expect(since('stored')).toBeGreaterThanOrEqual(told.sent - told.repeated);
  }, 120_000);
});
