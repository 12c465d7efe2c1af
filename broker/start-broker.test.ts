import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { publishPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { TestBroker, testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();

describe('starting', () => {
  it('says which port is in use and which setting names it', async () => {
    const hub = await start();
    await expect(TestBroker.start({}, { port: hub.port })).rejects.toMatchObject({
      code: 'port_in_use',
      retryable: false,
      hint: expect.stringContaining('SLUICE_MQTT_PORT'),
    });
  });

  it('says that an address is not of this machine', async () => {
    await expect(TestBroker.start({}, { host: '203.0.113.7' })).rejects.toMatchObject({
      code: 'address_not_available',
      hint: expect.stringContaining('SLUICE_HOST'),
    });
  });

  it('without a port serves only what is attached', async () => {
    const hub = await start({}, { port: null });
    expect(hub.broker.port).toBeNull();
  });
});

describe('closing', () => {
  it('waits for the commits under way and answers them, and takes nothing more', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId: 1 }));
    await hub.engine.received(1);
    const closed = hub.broker.close();
    device.send(publishPacket('devices/d1/telemetry', 'y', { qos: 1, messageId: 2 }));
    setImmediate(() => hub.engine.commit());
    expect((await device.next('puback')).messageId).toBe(1);
    await closed;
    await device.closed;
    expect(hub.engine.records).toHaveLength(1);
    expect(device.inbox).toEqual([]);
  });

  it('does not wait for a commit that never comes', async () => {
    const hub = await start({ closeTimeoutMs: 50 });
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId: 1 }));
    await hub.engine.received(1);
    await hub.broker.close();
    await device.closed;
    expect(device.inbox).toEqual([]);
  });
});

describe('MQTT over WebSocket', () => {
  it('serves the mqtt library at /mqtt and leaves other upgrades alone', async () => {
    const hub = await start({}, { port: null });
    const server = createServer();
    const others: string[] = [];
    hub.broker.attachWebSocket(server);
    server.on('upgrade', (request, socket) => {
      if (request.url === '/mqtt') return;
      others.push(request.url ?? '');
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = await connectAsync(`ws://127.0.0.1:${port}/mqtt`, {
      username: 'd1',
      password: testSecret,
    });
    await client.subscribeAsync('devices/d1/commands', { qos: 1 });
    const command = new Promise<string>((resolve) => {
      client.on('message', (_, payload) => resolve(payload.toString()));
    });
    await client.publishAsync('devices/d1/telemetry', '{"depth_mm":3}', { qos: 1 });
    await hub.broker.publish('devices/d1/commands', '{"id":1}', { retain: false });
    expect(await command).toBe('{"id":1}');
    expect(hub.engine.texts()).toEqual(['devices/d1/telemetry {"depth_mm":3}']);
    await client.endAsync();

    await expect(
      connectAsync(`ws://127.0.0.1:${port}/other`, { reconnectPeriod: 0, connectTimeout: 2_000 }),
    ).rejects.toThrow();
    expect(others).toContain('/other');
    await hub.broker.close();
    await new Promise((resolve) => server.close(resolve));
  });
});
