import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { bytesOf, connectPacket, publishPacket, RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();

describe('a login', () => {
  it.each([
    ['anonymous', { clientId: 'x' }, 5],
    ['unknown_name', { username: 'nobody', password: Buffer.from('x') }, 4],
    ['wrong_secret', { username: 'd1', password: Buffer.from('guess') }, 4],
    ['wrong_secret', { username: 'd1' }, 4],
    [
      'will_refused',
      {
        ...connectPacket('d1', testSecret),
        will: { topic: 'devices/d2/status', payload: Buffer.from('offline') },
      },
      5,
    ],
  ])('is refused with its code: %s', async (reason, fields, returnCode) => {
    const hub = await start();
    const client = hub.raw();
    const base = {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'c',
      clean: true,
    } as const;
    client.send({ ...base, ...fields, cmd: 'connect' } as Parameters<typeof client.send>[0]);
    expect((await client.next('connack')).returnCode).toBe(returnCode);
    await client.closed;
    expect(hub.broker.counters()[`logins_refused_${reason}`]).toBe(1);
    expect(hub.log).toContainEqual(expect.objectContaining({ refusal: `logins_refused_${reason}` }));
  });

  it('that wants a session kept without a client id is refused with its code', async () => {
    const hub = await start();
    const client = hub.raw();
    const bytes = bytesOf(connectPacket('d1', testSecret, { clientId: 'x', clean: false }));
    // The client id taken out by hand, since no library writes such a packet.
    bytes[1] = (bytes[1] ?? 0) - 1;
    bytes[13] = 0;
    client.socket.write(Buffer.concat([bytes.subarray(0, 14), bytes.subarray(15)]));
    expect((await client.next('connack')).returnCode).toBe(2);
    await client.closed;
    expect(hub.broker.counters().logins_refused_client_id_missing).toBe(1);
  });

  it('of MQTT 5 is answered with an unacceptable protocol version', async () => {
    const hub = await start();
    const client = hub.raw();
    client.send(connectPacket('d1', testSecret, { protocolVersion: 5 }));
    expect((await client.next('connack')).returnCode).toBe(1);
    await client.closed;
  });

  it('of MQTT 3.1 with a long client id is taken', async () => {
    const hub = await start();
    const client = hub.raw();
    const long = 'a-client-id-of-more-than-23-characters';
    client.send(
      connectPacket('d1', testSecret, { protocolId: 'MQIsdp', protocolVersion: 3, clientId: long }),
    );
    expect((await client.next('connack')).returnCode).toBe(0);
  });

  it('that fails again and again slows its address down', async () => {
    const hub = await start({ failedLogins: 3, suspectConnectRate: 1 }, { monotonicMs: () => 0 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const guesser = hub.raw();
      guesser.send(connectPacket('d1', `guess ${attempt}`));
      await guesser.closed;
    }
    const one = hub.raw();
    one.send(connectPacket('d1', testSecret));
    expect((await one.next('connack')).returnCode).toBe(0);
    const next = hub.raw();
    await next.closed;
    expect(next.inbox).toEqual([]);
    expect(hub.broker.counters().connections_refused_throttled).toBe(1);
  });
});

describe('a device', () => {
  it('has one connection: the newer wins, also with another client id', async () => {
    const hub = await start();
    const older = await hub.client('d1', { clientId: 'a' });
    const newer = await hub.client('d1', { clientId: 'b' });
    await older.closed;
    newer.send(publishPacket('devices/d1/telemetry', 'here', { qos: 1, messageId: 1 }));
    await newer.next('puback');
    expect(hub.broker.counters()).toMatchObject({ takeovers: 1, connections_open: 1, clients_connected: 1 });
  });

  it('that connects many times at once has one connection in the end, and it works', async () => {
    const hub = await start({ flapsPerMinute: 1_000 });
    const clients = Array.from({ length: 30 }, () => hub.raw());
    for (const client of clients) client.send(connectPacket('d1', testSecret));
    await hub.counted('takeovers', 29);
    await Promise.race(clients.map((client) => client.closed));
    const last = await hub.client('d1');
    await Promise.all(clients.map((client) => client.closed));
    last.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'devices/d1/commands', qos: 1 }] });
    await last.next('suback');
    await hub.broker.publish('devices/d1/commands', '{}', { retain: false });
    expect((await last.next('publish')).payload.toString()).toBe('{}');
    expect(hub.broker.counters()).toMatchObject({ connections_open: 1, clients_connected: 1 });
  });

  it('is closed when its secret changes', async () => {
    const hub = await start();
    const device = await hub.client('d1');
    const neighbour = await hub.client('d2');
    hub.broker.disconnect('d1');
    await device.closed;
    await neighbour.settle();
  });
});

describe('an account', () => {
  it('may have several connections, and cannot take over those of others by their client ids', async () => {
    const hub = await start();
    const first = await hub.client('reader', { clientId: 'one', clean: false });
    const second = await hub.client('reader', { clientId: 'two', clean: false });
    first.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 1 }] });
    await first.next('suback');
    const stranger = hub.raw();
    stranger.send(connectPacket('other', testSecret, { clientId: 'one', clean: false }));
    expect(await stranger.next('connack')).toMatchObject({ returnCode: 0, sessionPresent: false });
    await first.settle();
    await second.settle();
    expect(hub.broker.counters()).toMatchObject({ connections_open: 3, takeovers: 0 });
  });

  it('may come without a client id where its session is clean', async () => {
    const hub = await start();
    await hub.client('reader', { clientId: '' });
    await hub.client('reader', { clientId: '' });
    expect(hub.broker.counters().clients_connected).toBe(2);
  });
});

describe('a guess at a name', () => {
  it('touches nothing of the session that has it', async () => {
    const hub = await start();
    const message = publishPacket('devices/d1/telemetry', 'x', { qos: 2, messageId: 1 });
    const device = await hub.client('d1', { clean: false });
    device.send(message);
    await device.next('pubrec');
    const guesser = hub.raw();
    guesser.send(connectPacket('d1', 'guess'));
    await guesser.closed;
    device.send({ ...message, dup: true });
    await device.next('pubrec');
    expect(hub.engine.records).toHaveLength(1);
  });
});

describe('connections', () => {
  it('above the limit are refused and counted', async () => {
    const hub = await start({ connections: 2 });
    await hub.client('d1');
    await hub.client('d2');
    const third = hub.raw();
    await third.closed;
    expect(hub.broker.counters()).toMatchObject({ connections_refused_limit: 1, connections_open: 2 });
  });

  it('that do not send CONNECT in time are closed', async () => {
    const hub = await start({ connectTimeoutMs: 50 });
    const silent = new RawClient(hub.port);
    await once(silent.socket, 'connect');
    silent.socket.write(Buffer.from([0x10]));
    await silent.closed;
    expect(hub.broker.counters().connections_open).toBe(0);
  });
});
