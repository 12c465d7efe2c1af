// From a gauge's MQTT message to a case, through a real hub: what its users would do first.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { type RunningHub, runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

async function townHub(settings: Parameters<typeof startRunningHub>[0] = {}) {
  const hub = await startRunningHub(settings);
  const admin = await ApiSession.login(hub);
  await admin.importRegistry({ units: unitsCsv, points: pointsCsv, devices: devicesCsv });
  return { hub, admin };
}

async function device(hub: RunningHub, id: keyof typeof secrets, over = {}): Promise<MqttClient> {
  const client = await connectAsync(hub.mqttUrl, {
    ...{ clientId: id, username: id, password: secrets[id], reconnectPeriod: 0 },
    ...over,
  });
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  return client;
}

const minute = 60_000;

/** A flood that rises to `peak_mm` and stands there, one reading a minute, ending now: too slow for an alarm of its own. */
async function flood(client: MqttClient, peak_mm: number, from = Date.now()): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    const body = {
      ts: from - (39 - i) * minute,
      seq: i + 1,
      depth_mm: Math.min(peak_mm, i * 8),
      battery_v: 3.61,
    };
    await client.publishAsync('devices/gauge-1/telemetry', JSON.stringify(body), { qos: 1 });
  }
}

describe('a hub', () => {
  it('turns a flood into one alarm and one case at the unit that the registry gives', async () => {
    const { hub, admin } = await townHub();
    const gauge = await device(hub, 'gauge-1');
    await flood(gauge, 180);

    const alarms = (await admin.get('/alarms?condition=active')).body.items;
    expect(alarms).toMatchObject([
      {
        ...{ rule_id: 'flood-depth', point_id: 'north-gate', device_id: 'gauge-1', severity: 'yellow' },
        ...{ condition: 'active', acknowledged: false, value: 180, peak_value: 180, unit: 'mm' },
      },
    ]);
    const [alarm] = alarms;
    const cases = (await admin.get('/cases?point_id=north-gate')).body.items;
    expect(cases).toMatchObject([
      {
        ...{ id: alarm.case_id, category: '05-06', state: 'dispatched', unit_id: 'drainage' },
        ...{ responsibility: 'maintainer', source: 'alarm', alarm_ids: [alarm.id], overdue: false },
      },
    ]);
    const { body: detail } = await admin.get(`/alarms/${alarm.id}`);
    expect(detail.explanation).toMatchObject({ rule_version: 1, reason: 'level_reached' });
    expect(detail.explanation.samples.length).toBeGreaterThan(1);
    expect((await admin.get('/devices/gauge-1')).body).toMatchObject({ status: 'online', battery_v: 3.61 });
    expect((await admin.get('/points/north-gate')).body.worst_alarm).toMatchObject({ id: alarm.id });
    const query = `device_id=gauge-1&metric=depth_mm&from=${Date.now() - 60 * minute}&to=${Date.now() + 1}`;
    const { body: readings } = await admin.get(`/readings?${query}`);
    expect(readings.points.map(([, value]: [number, number]) => value).slice(0, 3)).toEqual([0, 8, 16]);
    expect(readings).toMatchObject({ unit: 'mm', reduced: false });
    expect((await admin.get('/accounting?device_id=gauge-1')).body).toMatchObject({
      messages: { received: 40, acknowledged: 40, stored: 40, duplicate: 0, quarantined: 0 },
      readings: { stored: 80, duplicate: 0, late: 0 },
      missing: 0,
    });
    expect(await hub.stop()).toBe(0);
  });

  it('follows the case to its end with the people who work on it', async () => {
    const { hub, admin } = await townHub();
    const gauge = await device(hub, 'gauge-1');
    await flood(gauge, 100);
    const crewBody = { username: 'crew', password: 'long enough', role: 'crew', unit_id: 'drainage' };
    expect((await admin.post('/users', crewBody)).status).toBe(201);
    const crew = await ApiSession.login(hub, 'crew', 'long enough');
    const [subject] = (await crew.get('/cases')).body.items;
    const act = (session: ApiSession, body: Record<string, unknown>) =>
      session.post(`/cases/${subject.id}/actions`, body);

    expect((await act(crew, { action: 'accept' })).body.state).toBe('handling');
    expect((await act(crew, { action: 'handle' })).status).toBe(422);
    expect((await act(crew, { action: 'handle', note: 'pumped dry' })).body.state).toBe('handled');
    expect((await act(crew, { action: 'verify' })).status).toBe(403);
    const refused = await act(admin, { action: 'verify' });
    expect(refused.status).toBe(409);
    expect(refused.body.allowed).toContain('rework');
    expect(refused.body.detail).toContain('alarm');

    for (let i = 1; i <= 8; i += 1) {
      const body = { ts: Date.now() + i * 30_000, seq: 40 + i, depth_mm: 0 };
      await gauge.publishAsync('devices/gauge-1/telemetry', JSON.stringify(body), { qos: 1 });
    }
    expect((await admin.get('/alarms?condition=active')).body.items).toEqual([]);
    const closed = await act(admin, { action: 'verify' });
    expect(closed.body).toMatchObject({ state: 'closed', overdue: false });
    expect(closed.body.timeline.map((entry: { action: string }) => entry.action)).toEqual(
      expect.arrayContaining(['report', 'file', 'dispatch', 'accept', 'handle', 'alarm_cleared', 'verify']),
    );
    const audit = (await admin.get('/audit')).body.items;
    expect(audit[0]).toMatchObject({ action: 'case.act', subject: subject.id, by: 'admin' });
  });

  it('says over MQTT what it knows, also to a reader who comes late', async () => {
    const { hub, admin } = await townHub();
    const gauge = await device(hub, 'gauge-1');
    await flood(gauge, 180);
    const account = await admin.post('/accounts', { name: 'wall', publish: [], subscribe: ['hub/#'] });
    expect(account.status).toBe(201);
    const reader = await connectAsync(hub.mqttUrl, {
      ...{ clientId: 'wall-1', username: 'wall', password: account.body.secret, reconnectPeriod: 0 },
    });
    onTestFinished(async () => {
      await reader.endAsync(true);
    });
    const heard: Record<string, { retain: boolean; body: Record<string, unknown> }> = {};
    reader.on('message', (topic, payload, packet) => {
      heard[topic] = { retain: packet.retain, body: JSON.parse(payload.toString()) };
    });
    await reader.subscribeAsync('hub/#', { qos: 1 });
    await expect.poll(() => heard['hub/alarms/north-gate/flood-depth']?.body.severity).toBe('yellow');
    expect(heard['hub/alarms/north-gate/flood-depth']?.retain).toBe(true);
    await expect.poll(() => heard['hub/devices/gauge-1/status']?.body.status).toBe('online');
    const [subject] = (await admin.get('/cases')).body.items;
    await admin.post(`/cases/${subject.id}/actions`, { action: 'accept' });
    await expect.poll(() => heard[`hub/cases/${subject.id}`]?.body.state).toBe('handling');
  });

  it('takes messages over TLS, with the certificate that the settings name', async () => {
    const certificates = join(import.meta.dirname, '../broker/testing/certificates');
    const env = {
      SLUICE_MQTTS_PORT: '0',
      SLUICE_TLS_CERT: join(certificates, 'server.pem'),
      SLUICE_TLS_KEY: join(certificates, 'server.key'),
    };
    const { hub, admin } = await townHub({ env });
    const ready = hub.log.find((line) => line.includes('"msg":"ready"')) ?? '{}';
    const { mqtts_port } = JSON.parse(ready);
    // The certificate's authority is the test's own.
    const gauge = await device({ ...hub, mqttUrl: `mqtts://127.0.0.1:${mqtts_port}` }, 'gauge-1', {
      rejectUnauthorized: false,
    });
    await flood(gauge, 100);
    expect((await admin.get('/alarms')).body.items).toHaveLength(1);
  });

  it('acknowledges what it cannot use and keeps it with the reason', async () => {
    const { hub, admin } = await townHub();
    const gauge = await device(hub, 'gauge-1');
    const send = (text: string) => gauge.publishAsync('devices/gauge-1/telemetry', text, { qos: 1 });
    await send('no json');
    await send(JSON.stringify({ ts: Date.now(), depth_mm: 99_999_999, battery_v: 3.6 }));
    await send(JSON.stringify({ ts: Date.now(), depth_mm: 'deep' }));
    const quarantine = (await admin.get('/quarantine')).body.items;
    expect(JSON.stringify(quarantine)).toMatch(/not_a_number.*out_of_range.*not_json/);
    expect((await admin.get('/accounting?device_id=gauge-1')).body).toMatchObject({
      messages: { received: 3, stored: 1, duplicate: 0, quarantined: 2 },
      readings: { stored: 1 },
    });
  });

  it('refuses strangers, wrong topics and wrong filters', async () => {
    const { hub } = await townHub();
    const login = (over: IClientOptions) => connectAsync(hub.mqttUrl, { reconnectPeriod: 0, ...over });
    await expect(login({})).rejects.toThrow();
    await expect(login({ username: 'gauge-1', password: 'wrong' })).rejects.toThrow();
    const gauge = await device(hub, 'gauge-1');
    await expect(gauge.subscribeAsync('hub/#')).rejects.toThrow();
    const closed = new Promise<void>((resolve) => gauge.once('close', () => resolve()));
    gauge.publish('devices/tilt-7/telemetry', '{}', { qos: 1 }, () => {});
    await closed;
  });

  it('ends cleanly, and a second start knows everything', async () => {
    const { hub, admin } = await townHub();
    await flood(await device(hub, 'gauge-1'), 180);
    const before = (await admin.get('/alarms')).body.items;
    expect(await hub.stop()).toBe(0);
    const verified = await runSluice(['replay', '--verify', '--json'], { SLUICE_DATA_DIR: hub.dataDir });
    expect(verified).toMatchObject({ code: 0 });
    expect(JSON.parse(verified.stdout)).toMatchObject({ alarms: 1, cases: 1, differences: [] });
    const again = await startRunningHub({ dataDir: hub.dataDir });
    const session = await ApiSession.login(again);
    expect((await session.get('/alarms')).body.items).toEqual(before);
    expect(await again.stop()).toBe(0);
  });
});

describe('a hub that cannot start', () => {
  const settings = (over: Record<string, string>) => ({
    ...{
      SLUICE_DATA_DIR: testFolder(),
      SLUICE_HOST: '127.0.0.1',
      SLUICE_MQTT_PORT: '0',
      SLUICE_HTTP_PORT: '0',
    },
    ...over,
  });

  it('names the setting of a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => {
      taken.close();
    });
    const { port } = taken.address() as { port: number };
    for (const name of ['SLUICE_MQTT_PORT', 'SLUICE_HTTP_PORT']) {
      const { code, stderr } = await runSluice(['start'], settings({ [name]: String(port) }));
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(`${port}`);
      expect(stderr).toContain(name);
    }
  });

  it('names a wrong or unknown setting', async () => {
    const wrong = await runSluice(['start'], settings({ SLUICE_MAX_AGE: 'soon' }));
    expect(wrong).toMatchObject({ code: 1 });
    expect(wrong.stderr).toMatch(/SLUICE_MAX_AGE: is "soon"; write a duration such as 7d, or off/);
    const unknown = await runSluice(['start'], settings({ SLUICE_MQTT_PROT: '1' }));
    expect(unknown.stderr).toMatch(/SLUICE_MQTT_PROT: there is no such setting/);
  });

  it('names what TLS lacks', async () => {
    const { code, stderr } = await runSluice(['start'], settings({ SLUICE_MQTTS_PORT: '0' }));
    expect(code).toBe(1);
    expect(stderr).toMatch(/SLUICE_MQTTS_PORT is open.*SLUICE_TLS_CERT/);
  });

  it('names the folder that cannot be written', async () => {
    const { code, stderr } = await runSluice(['start'], settings({ SLUICE_DATA_DIR: '/dev/null/data' }));
    expect(code).toBe(1);
    expect(stderr).toMatch(/SLUICE_DATA_DIR: \/dev\/null\/data cannot be written/);
  });

  it('leaves a data folder alone that another hub uses', async () => {
    const hub = await startRunningHub();
    const { code, stderr } = await runSluice(['start'], settings({ SLUICE_DATA_DIR: hub.dataDir }));
    expect(code).toBe(1);
    expect(stderr).toMatch(/SLUICE_DATA_DIR/);
    expect(await hub.stop()).toBe(0);
  });
});

describe('the command line', () => {
  it('works on a running hub as on one that is not running', async () => {
    const { hub, admin } = await townHub();
    const env = { SLUICE_DATA_DIR: hub.dataDir };
    const added = await runSluice(['user', 'add', 'wang', '--role', 'operator', '--json'], env);
    expect(added).toMatchObject({ code: 0 });
    const { password } = JSON.parse(added.stdout);
    await ApiSession.login(hub, 'wang', password);
    expect((await admin.get('/audit')).body.items[0]).toMatchObject({ action: 'user.put', by: 'local' });
    expect(await hub.stop()).toBe(0);
    const account = await runSluice(['account', 'add', 'lns', '--publish', 'application/#', '--json'], env);
    expect(account).toMatchObject({ code: 0 });
    expect(JSON.parse(account.stdout)).toMatchObject({ name: 'lns', publish: ['application/#'] });
    const again = await runSluice(['user', 'add', 'wang'], env);
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/^sluice: .*wang/);
  });
});
