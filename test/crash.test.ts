// The hub is killed with SIGKILL at random moments under load: every acknowledged message is there once, and no
// alarm or case is missing or doubled. SLUICE_TEST_KILLS sets how often; 3 times by default.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LoadEntry } from '../simulators/load.ts';
import { startLoad } from '../simulators/load.ts';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub } from './running-hub.ts';
import { manyDevices } from './small-registry.ts';

const kills = Number(process.env.SLUICE_TEST_KILLS ?? 3);
const ratePerS = 2_500;
/** Under the battery's yellow level for 40 messages of every 200, so that alarms rise and clear all the time. */
const volts = (seq: number) => (seq % 200 < 40 ? 3.05 : 3.6);

/** What `battery-low` must have raised over these values, by the plainest reading of its definition. */
function expectedAlarms(values: readonly number[]): number {
  let low = 0;
  let high = 0;
  let isActive = false;
  let raised = 0;
  for (const value of values) {
    low = value <= 3.1 ? low + 1 : 0;
    high = value > 3.3 + 0.1 ? high + 1 : 0;
    if (!isActive && low === 3) {
      isActive = true;
      raised += 1;
    }
    if (isActive && high === 3) isActive = false;
  }
  return raised;
}

describe(`${kills} kills under load`, () => {
  it('lose no acknowledged message, double none, and leave the alarms that follow from them', async () => {
    const env = { SLUICE_DEVICE_RATE: 'off', SLUICE_LOG_LEVEL: 'warn' };
    let hub = await startRunningHub({ env: { ...env, SLUICE_LOG_LEVEL: 'info' } });
    const { dataDir, mqttPort, httpPort, mqttUrl } = hub;
    const { devices, csv } = manyDevices(20);
    const admin = await ApiSession.login(hub);
    expect((await admin.csv('/imports/devices', csv)).status).toBe(200);

    const load = startLoad({
      ...{ mqttUrl, devices, rate: ratePerS, inFlight: 500, metric: 'battery_v', reconnectMs: 50 },
      value: (_deviceId, seq) => volts(seq),
    });
    for (let kill = 0; kill < kills; kill += 1) {
      const before = load.counts().acknowledged;
      await pause(500 + Math.random() * 1_500);
      // Not before the load was taken again since the last kill.
      await expect
        .poll(() => load.counts().acknowledged, { timeout: 20_000 })
        .toBeGreaterThan(before + 1_000);
      await hub.kill();
      hub = await startRunningHub({ dataDir, mqttPort, httpPort, env: { ...env, SLUICE_LOG_LEVEL: 'info' } });
    }
    const ledger = await load.stop({ drainMs: 30_000 });
    expect(ledger.acknowledged).toBe(ledger.sent);

    const session = await ApiSession.login(hub);
    const raisedBy = new Map<string, number>();
    for (const { rule_id, device_id } of await session.all('/alarms')) {
      if (rule_id === 'battery-low') raisedBy.set(device_id, (raisedBy.get(device_id) ?? 0) + 1);
    }
    let alarms = 0;
    for (const [deviceId, { acknowledged }] of ledger.devices) {
      const query = `device_id=${deviceId}&metric=battery_v&from=0&to=${Date.now() + 60_000}&max_points=10000`;
      const { body } = await session.get(`/readings?${query}`);
      expect(body.reduced).toBe(false);
      expect(body.points).toEqual(acknowledged.map(({ ts, value }: LoadEntry) => [ts, value]));
      const expected = expectedAlarms(acknowledged.map(({ value }) => value));
      expect([deviceId, raisedBy.get(deviceId) ?? 0]).toEqual([deviceId, expected]);
      alarms += expected;
      const { body: counted } = await session.get(`/accounting?device_id=${deviceId}`);
      const { received, stored, duplicate, quarantined } = counted.messages;
      expect(stored).toBe(acknowledged.length);
      expect([received, quarantined]).toEqual([stored + duplicate, 0]);
      expect(counted.missing).toBe(0);
    }
    expect(alarms).toBeGreaterThan(20);
    const cases = await session.all('/cases?category=90-02');
    expect(cases).toHaveLength(ledger.devices.size);
    expect(cases.flatMap(({ alarm_ids }) => alarm_ids).length).toBe(alarms);
    expect(await hub.stop()).toBe(0);
    const verified = await runSluice(['replay', '--verify', '--json'], { SLUICE_DATA_DIR: dataDir });
    expect(JSON.parse(verified.stdout)).toMatchObject({ alarms, differences: [] });
  }, 600_000);
});
