// A hub that reads from another broker: what came while it was killed is there once, and its TLS files are named.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiSession } from './api-session.ts';
import { runSluice, startRunningHub, testFolder } from './running-hub.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './small-registry.ts';

/** A broker that outsiders wrote; returns its address. */
async function otherBroker(): Promise<string> {
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    await new Promise<void>((resolve) => aedes.close(resolve));
    server.close();
  });
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a hub with a source', () => {
  it('takes what the other broker has, once, also what came while it was killed', async () => {
    const url = await otherBroker();
    const sources = JSON.stringify([{ name: 'city', url, filters: ['devices/+/telemetry'] }]);
    const env = { SLUICE_SOURCES: sources };
    const first = await startRunningHub({ env });
    const admin = await ApiSession.login(first);
    await admin.csv('/imports/units', unitsCsv);
    await admin.csv('/imports/points', pointsCsv);
    await admin.csv('/imports/devices', devicesCsv);
    const metrics = async (httpPort: number) => (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
    const subscribed = 'sluice_source{source="city",counter="subscriptions"} 1';
    await expect.poll(() => metrics(first.httpPort)).toContain(subscribed);

    const sender = await connectAsync(url);
    onTestFinished(async () => {
      await sender.endAsync(true);
    });
    const now = Date.now();
    const send = (seq: number) => {
      const body = JSON.stringify({ ts: now + seq, seq, depth_mm: seq });
      return sender.publishAsync('devices/gauge-1/telemetry', body, { qos: 1 });
    };
    const stored = async (session: ApiSession) =>
      (await session.get('/accounting?device_id=gauge-1')).body.messages.stored;
    for (let seq = 1; seq <= 10; seq += 1) await send(seq);
    await expect.poll(() => stored(admin)).toBe(10);
    await first.kill();
    for (let seq = 11; seq <= 30; seq += 1) await send(seq);

    const second = await startRunningHub({ dataDir: first.dataDir, env });
    const session = await ApiSession.login(second);
    await expect.poll(() => stored(session)).toBe(30);
    expect((await session.get('/accounting?device_id=gauge-1')).body).toMatchObject({
      messages: { received: 30, duplicate: 0, quarantined: 0 },
      missing: 0,
    });
    expect(await second.stop()).toBe(0);
  });

  it.each([
    [{ url: 'gopher://x' }, /gopher:\/\/x is no address of a broker/],
    [{ url: 'mqtts://127.0.0.1', ca: '/nowhere/ca.pem' }, /sources\.0\.ca: .*\/nowhere\/ca\.pem/],
  ])('%j does not start, and says why', async (source, message) => {
    const sources = JSON.stringify([{ name: 'city', filters: ['#'], ...source }]);
    const env = {
      SLUICE_DATA_DIR: testFolder(),
      SLUICE_MQTT_PORT: '0',
      SLUICE_HTTP_PORT: '0',
      SLUICE_SOURCES: sources,
    };
    const { code, stderr } = await runSluice(['start'], { ...env, SLUICE_HOST: '127.0.0.1' });
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });
});
