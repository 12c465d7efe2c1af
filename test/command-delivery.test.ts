// A command from the API to a device and its reply back, through a real hub that is killed in between.
import { connectAsync, type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { type RunningHub, startRunningHub } from './running-hub.ts';
import { devicesCsv, pointsCsv, secrets, unitsCsv } from './small-registry.ts';

interface Device {
  readonly client: MqttClient;
  /** Every command that came, oldest first. */
  readonly commands: Record<string, unknown>[];
}

/** A gauge that keeps its session, and answers its commands where `answers` says so. */
async function gauge(hub: RunningHub, answers: boolean): Promise<Device> {
  const commands: Record<string, unknown>[] = [];
  const client = await connectAsync(hub.mqttUrl, {
    ...{ clientId: 'gauge-1', username: 'gauge-1', password: secrets['gauge-1'] },
    ...{ clean: false, reconnectPeriod: 0 },
  });
  onTestFinished(async () => {
    await client.endAsync(true);
  });
  client.on('message', (_topic, payload) => {
    const command = JSON.parse(payload.toString());
    commands.push(command);
    const reply = JSON.stringify({ id: command.id, ok: true, detail: 'as you say' });
    if (answers) client.publish('devices/gauge-1/replies', reply, { qos: 1 });
  });
  await client.subscribeAsync('devices/gauge-1/commands', { qos: 1 });
  return { client, commands };
}

describe('a command', () => {
  it('outlives a SIGKILL, reaches the device that wakes, and comes once', async () => {
    const first = await startRunningHub();
    const admin = await ApiSession.login(first);
    await admin.csv('/imports/units', unitsCsv);
    await admin.csv('/imports/points', pointsCsv);
    await admin.csv('/imports/devices', devicesCsv);
    const ask = (session: ApiSession, interval_s: number) =>
      session.post('/devices/gauge-1/commands', { command: 'set_interval', interval_s });
    expect((await ask(admin, 300)).body).toMatchObject({ id: 'C000001', state: 'queued' });
    const asked = await ask(admin, 60);
    expect(asked.status).toBe(201);
    await first.kill();

    const second = await startRunningHub({ dataDir: first.dataDir });
    const device = await gauge(second, true);
    await expect
      .poll(() => device.commands)
      .toEqual([{ id: 'C000002', command: 'set_interval', interval_s: 60 }]);
    const session = await ApiSession.login(second);
    const history = async (from: ApiSession) => (await from.get('/devices/gauge-1/commands')).body.items;
    await expect
      .poll(() => history(session))
      .toMatchObject([
        { id: 'C000002', state: 'done', requested_by: 'admin', reply: { ok: true, detail: 'as you say' } },
        { id: 'C000001', state: 'superseded', sent_at: null, reply: null },
      ]);
    await second.kill();

    const third = await startRunningHub({ dataDir: first.dataDir });
    const again = await gauge(third, false);
    const now = await ask(await ApiSession.login(third), 120);
    await expect
      .poll(() => again.commands)
      .toEqual([{ id: now.body.id, command: 'set_interval', interval_s: 120 }]);
    const last = await ApiSession.login(third);
    await expect.poll(async () => (await history(last))[0].state).toBe('sent');
    expect((await last.get(`/devices/gauge-1/commands/${now.body.id}`)).body).toMatchObject({ reply: null });
    expect(await third.stop()).toBe(0);
  });
});
