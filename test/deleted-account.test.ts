// An MQTT account that is deleted, through a real hub: whoever uses it is cut off at once, and is not let in again, also by
// the hub after a kill.
import { connectAsync } from 'mqtt';
import { expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { startRunningHub } from './running-hub.ts';

it('cuts off whoever uses it, and lets nobody in by it again', async () => {
  const first = await startRunningHub();
  onTestFinished(() => void first.kill());
  const admin = await ApiSession.login(first);
  const { secret } = (await admin.post('/accounts', { name: 'lns', publish: ['application/#'] })).body;
  const login = { username: 'lns', password: secret, clientId: 'lns', reconnectPeriod: 0 };
  const client = await connectAsync(first.mqttUrl, login);
  onTestFinished(() => void client.end(true));
  const cutOff = new Promise<void>((resolve) => client.once('close', () => resolve()));
  expect((await admin.delete('/accounts/lns')).status).toBe(204);
  await cutOff;
  await expect(connectAsync(first.mqttUrl, login)).rejects.toMatchObject({ code: 4 });
  expect((await admin.get('/accounts')).body.items).toEqual([]);
  expect((await admin.delete('/accounts/lns')).status).toBe(404);
  await first.kill();

  const second = await startRunningHub({ dataDir: first.dataDir });
  onTestFinished(() => void second.kill());
  await expect(connectAsync(second.mqttUrl, login)).rejects.toMatchObject({ code: 4 });
});
