// What people said about alarms and devices outlives the hub's death: acknowledged, shelved with reason and end, at work.
import { connectAsync, type MqttClient } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { type RunningHub, startRunningHub } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

async function device(hub: RunningHub, id: keyof typeof secrets): Promise<MqttClient> {
  const login = { clientId: id, username: id, password: secrets[id], reconnectPeriod: 0 };
  const client = await connectAsync(hub.mqttUrl, login);
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  return client;
}

async function send(client: MqttClient, id: string, body: object): Promise<void> {
  await client.publishAsync(`devices/${id}/telemetry`, JSON.stringify(body), { qos: 1 });
}

it('an acknowledgement, a shelf and planned work are there after the hub was killed, and the shelf ends in time', async () => {
  const first = await startRunningHub();
  const before = await ApiSession.login(first);
  await before.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  const gauge = await device(first, 'gauge-1');
  const cover = await device(first, 'tilt-7');
  for (let seq = 1; seq <= 3; seq += 1) {
    const ts = Date.now() - (3 - seq) * 120_000;
    await send(gauge, 'gauge-1', { ts, seq, depth_mm: 60 + seq });
    await send(cover, 'tilt-7', { ts, seq, battery_v: 3.2 });
  }
  const alarms = async (session: ApiSession) =>
    new Map((await session.all('/alarms')).map((alarm) => [alarm.rule_id as string, alarm]));
  const raised = await alarms(before);
  expect([...raised.keys()].sort()).toEqual(['battery-low', 'flood-depth']);
  const act = (ruleId: string, body: object) =>
    before.post(`/alarms/${raised.get(ruleId)?.id}/actions`, body);
  expect((await act('flood-depth', { action: 'acknowledge', reason: 'crew on the way' })).status).toBe(200);
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const shelved = await act('battery-low', { action: 'shelve', until, reason: 'spare part ordered' });
  expect(shelved.body).toMatchObject({ shelved_until: until, shelve_reason: 'spare part ordered' });
  // A shelf that ends while nobody is there to take the alarm off it.
  const soon = new Date(Date.now() + 2_000).toISOString();
  expect((await act('flood-depth', { action: 'shelve', until: soon, reason: 'short' })).status).toBe(200);
  const workEnds = new Date(Date.now() + 3_600_000).toISOString();
  await before.post('/devices/tilt-7/maintenance', { until: workEnds, reason: 'new battery' });

  await first.kill();
  const again = await startRunningHub({ dataDir: first.dataDir });
  const after = await ApiSession.login(again);
  await expect
    .poll(async () => (await alarms(after)).get('flood-depth')?.shelved_until, { timeout: 60_000 })
    .toBeNull();
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon));
  const kept = await alarms(after);
  expect(kept.get('flood-depth')).toMatchObject({
    acknowledged: true,
    acknowledged_by: 'admin',
    condition: 'active',
    comments: [{ text: 'crew on the way' }, { text: 'short' }],
  });
  expect(kept.get('battery-low')).toMatchObject({
    shelved_until: until,
    shelved_by: 'admin',
    shelve_reason: 'spare part ordered',
  });
  expect((await after.get('/devices/tilt-7')).body).toMatchObject({
    status: 'maintenance',
    status_reason: 'planned_work',
    maintenance_until: workEnds,
  });
  expect(await again.stop()).toBe(0);
}, 120_000);
