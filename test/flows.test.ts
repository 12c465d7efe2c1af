// Flows beside a real hub: their process is killed again and again, and so is the hub; each alarm is acted upon
// once. A custom rule in a flow raises ordinary alarms.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startLoad } from '../simulators/load.ts';
import { ApiSession, type JsonBody } from './api-session.ts';
import { type RunningHub, startRunningHub } from './running-hub.ts';
import { manyDevices } from './small-registry.ts';

const env = { SLUICE_FLOWS: 'on', SLUICE_DEVICE_RATE: 'off', SLUICE_FLOWS_MEMORY_MB: '128' };

async function flowsRun(admin: ApiSession): Promise<void> {
  const state = async () => (await admin.get('/flows')).body.state;
  await expect.poll(state, { timeout: 90_000, interval: 100 }).toBe('running');
}

/** As the editor does it. */
async function deploy(hub: RunningHub, admin: ApiSession, nodes: readonly object[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${hub.httpPort}/flows/flows`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ id: 'tab', type: 'tab', label: 'Battery' }, ...nodes]),
  });
  expect(response.status).toBe(204);
}

function node(id: string, type: string, to: readonly string[], fields: object = {}): object {
  return { id, type, z: 'tab', name: id, x: 0, y: 0, wires: [to], ...fields };
}

/** The processes that the hub started. */
function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

it('misses no alarm and acts upon none twice while its process and the hub are killed', {
  timeout: 240_000,
}, async () => {
  let hub = await startRunningHub({ env });
  const { dataDir, mqttPort, httpPort, mqttUrl } = hub;
  const { devices, csv } = manyDevices(20);
  let admin = await ApiSession.login(hub);
  expect((await admin.csv('/imports/devices', csv)).status).toBe(200);
  await flowsRun(admin);
  const words = "msg.payload = { case_id: msg.payload.case_id, note: 'saw ' + msg.payload.id }; return msg;";
  await deploy(hub, admin, [
    node('alarms', 'sluice-alarm', ['words'], { rule_id: 'battery-low', change: 'raised' }),
    node('words', 'function', ['act'], { func: words, outputs: 1 }),
    node('act', 'sluice-case-action', [], { action: 'comment' }),
  ]);
  const load = startLoad({
    ...{ mqttUrl, devices, rate: 500, inFlight: 100, metric: 'battery_v', reconnectMs: 50 },
    value: (_deviceId, seq) => (seq % 60 < 15 ? 3.05 : 3.6),
  });
  for (let kill = 0; kill < 4; kill += 1) {
    await pause(1_000);
    if (kill === 2) {
      await hub.kill();
      hub = await startRunningHub({ dataDir, mqttPort, httpPort, env });
      admin = await ApiSession.login(hub);
    } else for (const pid of childrenOf(hub.child.pid ?? 0)) process.kill(pid, 'SIGKILL');
    await flowsRun(admin);
  }
  await load.stop({ drainMs: 30_000 });

  const alarms = (await admin.all('/alarms')).filter(({ rule_id }) => rule_id === 'battery-low');
  expect(alarms.length).toBeGreaterThan(20);
  const expected = alarms.map(({ id }) => `saw ${id}`).sort();
  const seen = async () => {
    const cases = await admin.all('/cases');
    const whole = await Promise.all(cases.map(({ id }) => admin.get(`/cases/${id}`)));
    const notes = whole.flatMap(({ body }) => body.timeline.map(({ note }: JsonBody) => String(note ?? '')));
    return notes.filter((note) => note.startsWith('saw ')).sort();
  };
  await expect
    .poll(async () => (await seen()).length, { timeout: 90_000, interval: 500 })
    .toBe(expected.length);
  expect(await seen()).toEqual(expected);
  expect(await hub.stop()).toBe(0);
});

it('lets a flow raise alarms like those of any rule, and command devices', { timeout: 120_000 }, async () => {
  const hub = await startRunningHub({ env });
  const admin = await ApiSession.login(hub);
  const { devices, csv } = manyDevices(1);
  expect((await admin.csv('/imports/devices', csv)).status).toBe(200);
  await flowsRun(admin);
  const rule =
    "const { device_id, value } = msg.payload; msg.payload = { device_id, value, unit: 'V' }; return msg;";
  const slower =
    'msg.payload = { device_id: msg.payload.device_id, params: { interval_s: 7200 } }; return msg;';
  await deploy(hub, admin, [
    node('alarms', 'sluice-alarm', ['rule'], { rule_id: 'battery-low', change: 'raised' }),
    node('rule', 'function', ['raise', 'slower'], { func: rule, outputs: 1 }),
    node('raise', 'sluice-raise-alarm', [], {
      ...{ rule_id: 'flow-weak', severity: 'yellow', category: '90-02' },
      ...{ title_zh: '电池将尽', title_en: 'Battery nearly empty' },
    }),
    node('slower', 'function', ['command'], { func: slower, outputs: 1 }),
    node('command', 'sluice-command', [], { command: 'set_interval' }),
  ]);
  const load = startLoad({
    ...{ mqttUrl: hub.mqttUrl, devices, rate: 20, inFlight: 1, metric: 'battery_v', reconnectMs: 50 },
    value: () => 3.05,
  });
  const raised = async () => (await admin.get('/alarms?rule_id=flow-weak')).body.items;
  await expect.poll(async () => (await raised()).length, { timeout: 60_000 }).toBe(1);
  await load.stop({ drainMs: 5_000 });
  const [alarm] = await raised();
  expect(alarm).toMatchObject({ severity: 'yellow', device_id: 'load-0001', unit: 'V', title: '电池将尽' });
  const { body } = await admin.get(`/alarms/${alarm.id}`);
  expect(body.explanation).toMatchObject({ rule_kind: 'flow', settings: { flow: 'Battery / raise' } });
  expect((await admin.get(`/cases/${alarm.case_id}`)).body.category).toBe('90-02');
  const commands = async () => (await admin.get('/devices/load-0001/commands')).body.items;
  await expect
    .poll(commands)
    .toMatchObject([{ command: 'set_interval', params: { interval_s: 7200 }, requested_by: 'flows' }]);
  const audit = (await admin.get('/audit')).body.items;
  expect(audit).toContainEqual(
    expect.objectContaining({ action: 'alarm.report', by: 'flows', from: 'Battery / raise' }),
  );
  expect(audit).toContainEqual(expect.objectContaining({ action: 'flows.deployed', by: 'admin' }));
  expect(await hub.stop()).toBe(0);
});
