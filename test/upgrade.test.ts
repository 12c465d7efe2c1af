// Backups of released schemas come up in this release with all that was in them. A file for each schema lies in `upgrades`:
// a small town with a flood, a low battery, their cases, a message in quarantine and a rule that the city changed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { secrets } from './small-registry.ts';

const folder = join(import.meta.dirname, 'upgrades');

function unpacked(name: string): string {
  const file = join(testFolder(), 'backup.db');
  writeFileSync(file, gunzipSync(readFileSync(join(folder, name))));
  return file;
}

describe.each(readdirSync(folder))('a backup of %s', (name) => {
  it('is restored, brought up to date and goes on where it was', async () => {
    const dataDir = testFolder();
    const env = { SLUICE_DATA_DIR: dataDir };
    expect(await runSluice(['restore', unpacked(name)], env)).toMatchObject({ code: 0, stderr: '' });
    const doctor = JSON.parse((await runSluice(['doctor', '--json'], env)).stdout);
    expect(doctor.findings.find(({ check }: { check: string }) => check === 'database')).toMatchObject({
      verdict: 'warning',
      mend: expect.stringContaining('start the hub'),
    });

    const hub = await startRunningHub({ dataDir });
    const admin = await ApiSession.login(hub);
    const alarms = await admin.all('/alarms?condition=active');
    expect(
      alarms.map(({ rule_id, device_id, severity }) => `${rule_id} ${device_id} ${severity}`).sort(),
    ).toEqual(['battery-low tilt-7 yellow', 'flood-depth gauge-1 yellow', 'flood-rise gauge-1 orange']);
    const cases = await admin.all('/cases');
    expect(cases.map(({ category, state }) => `${category} ${state}`).sort()).toEqual([
      '05-06 dispatched',
      '90-02 dispatched',
    ]);
    const { messages } = (await admin.get('/accounting')).body;
    expect(messages).toEqual({ received: 13, acknowledged: 13, stored: 12, duplicate: 0, quarantined: 1 });
    expect((await admin.get('/rules/flood-depth')).body).toMatchObject({
      version: 2,
      definition: { levels: { blue: 55 } },
    });
    await ApiSession.login(hub, 'wang', 'wang works here');

    const login = { clientId: 'gauge-1', username: 'gauge-1', password: secrets['gauge-1'] };
    const gauge = await connectAsync(hub.mqttUrl, login);
    for (const seq of [20, 21]) {
      const report = JSON.stringify({ ts: Date.now() + seq, seq, depth_mm: 260, battery_v: 3.6 });
      await gauge.publishAsync('devices/gauge-1/telemetry', report, { qos: 1 });
    }
    await gauge.endAsync();
    const flood = alarms.find(({ rule_id }) => rule_id === 'flood-depth');
    expect((await admin.get(`/alarms/${flood?.id}`)).body.severity).toBe('orange');
    expect(await hub.stop()).toBe(0);
    const verified = await runSluice(['replay', '--verify', '--json'], env);
    expect(JSON.parse(verified.stdout)).toMatchObject({ differences: [] });
  }, 120_000);
});
