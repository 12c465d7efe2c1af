import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { DeviceClient, type DeviceClientOptions } from './device-client.ts';

const brokers: BareBroker[] = [];
const clients: DeviceClient[] = [];

async function connected(broker: BareBroker, more: Partial<DeviceClientOptions> = {}): Promise<DeviceClient> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const client = new DeviceClient({
    ...{ mqttUrl: broker.url, deviceId: 'tilt-0001', secret: 'a secret', intervalS: 60 },
    ...more,
    onConnect: resolve,
  });
  clients.push(client);
  client.connect();
  await promise;
  return client;
}

async function brokerFor(options: Parameters<typeof startBareBroker>[0] = {}): Promise<BareBroker> {
  const broker = await startBareBroker(options);
  brokers.push(broker);
  return broker;
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
  await Promise.all(brokers.splice(0).map((broker) => broker.die()));
});

describe('DeviceClient', () => {
  it('logs in with its id and secret and says that it is online', async () => {
    const logins: string[] = [];
    const broker = await brokerFor({
      authenticate: (name, password) => logins.push(`${name}:${password}`) > 0,
    });
    await connected(broker);
    const status = await broker.message(({ topic }) => topic === 'devices/tilt-0001/status');
    expect(status.text).toBe('online');
    expect(logins).toEqual(['tilt-0001:a secret']);
  });

  it('numbers what it publishes, gaps for what was lost, and dates it now', async () => {
    const broker = await brokerFor();
    const client = await connected(broker);
    const before = Date.now();
    expect(await client.publish('telemetry', { tilt_deg: 1 })).toBe(true);
    client.lose();
    expect(await client.publish('heartbeat', { battery_v: 3.6 })).toBe(true);
    const sent = broker.messages.filter(({ topic }) => !topic.endsWith('/status'));
    expect(sent.map(({ topic }) => topic)).toEqual([
      'devices/tilt-0001/telemetry',
      'devices/tilt-0001/heartbeat',
    ]);
    const bodies = sent.map(({ text }) => JSON.parse(text) as { ts: number; seq: number });
    expect(bodies.map(({ seq }) => seq)).toEqual([1, 3]);
    for (const { ts } of bodies) expect(ts).toBeGreaterThanOrEqual(before);
    expect(client.account).toEqual({ sent: 2, acknowledged: 2, overflowed: 0, errors: 0, repeated: 0 });
  });

  it('leaves its will behind when it vanishes, and says offline itself when it ends', async () => {
    const broker = await brokerFor();
    const offline = ({ topic, text }: { topic: string; text: string }) =>
      topic === 'devices/tilt-0001/status' && text === 'offline';
    const client = await connected(broker);
    client.vanish();
    expect((await broker.message(offline)).clientId).toBe('tilt-0001');
    expect(client.isStarted).toBe(false);

    const other = await connected(broker, { deviceId: 'tilt-0002' });
    await other.end();
    const said = await broker.message(
      ({ topic, text }) => topic === 'devices/tilt-0002/status' && text === 'offline',
    );
    expect(said.clientId).toBe('tilt-0002');
  });

  it('obeys set_interval, replies, and says of other commands that it cannot', async () => {
    const broker = await brokerFor();
    const subscribed = new Promise((resolve) => broker.aedes.once('subscribe', resolve));
    const intervals: number[] = [];
    const client = await connected(broker, { onInterval: (intervalS) => intervals.push(intervalS) });
    await subscribed;
    const command = (body: unknown) =>
      broker.aedes.publish(
        {
          cmd: 'publish',
          topic: 'devices/tilt-0001/commands',
          payload: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
          qos: 1,
          dup: false,
          retain: false,
        },
        () => {},
      );
    command('not JSON');
    command({ id: 'a', command: 'set_interval', interval_s: 5 });
    command({ id: 'b', command: 'reboot' });
    command({ id: 'c', command: 'set_interval', interval_s: -1 });
    await broker.message(({ topic, text }) => topic.endsWith('/replies') && text.includes('"c"'));
    const replies = broker.messages
      .filter(({ topic }) => topic === 'devices/tilt-0001/replies')
      .map(({ text }) => JSON.parse(text) as { id: string; ok: boolean });
    expect(replies.map(({ id, ok }) => [id, ok])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
    expect(client.intervalS).toBe(5);
    expect(intervals).toEqual([5]);
  });

  it('comes back by itself after the broker died, and delivers what it measured meanwhile', async () => {
    const first = await brokerFor();
    const client = await connected(first);
    await first.die();
    brokers.splice(0);
    const waiting = client.publish('telemetry', { tilt_deg: 2 });
    const second = await brokerFor({ port: first.port });
    expect(await waiting).toBe(true);
    expect((await second.message(({ topic }) => topic.endsWith('/telemetry'))).text).toContain('"seq":1');
  });

  it('gives up messages beyond its memory rather than grow', async () => {
    const client = new DeviceClient({
      mqttUrl: 'mqtt://127.0.0.1:9',
      deviceId: 'tilt-0003',
      secret: 's',
      intervalS: 1,
    });
    clients.push(client);
    client.connect();
    for (let i = 0; i < 150; i += 1) void client.publish('telemetry', { tilt_deg: i });
    expect(client.account).toMatchObject({ sent: 100, overflowed: 50, acknowledged: 0 });
  });
});
