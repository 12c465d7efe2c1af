import { describe, expect, it } from 'vitest';
import { bytesOf, connectPacket, publishPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { testSecret } from './testing/test-broker.ts';

// Each of these fails on aedes as it is.

const start = brokersOfTest();

describe('a reader that does not read', () => {
  it('holds up nobody, and is closed and counted', async () => {
    const hub = await start({ outboundBytes: 256 * 1024, deviceRate: null });
    const frozen = await hub.client('reader', { clientId: 'frozen' });
    const reading = await hub.client('reader', { clientId: 'reading' });
    for (const reader of [frozen, reading]) {
      reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 1 }] });
      await reader.next('suback');
    }
    frozen.socket.pause();
    const payload = Buffer.alloc(32 * 1024, 'x');
    const count = 400;
    const device = await hub.client('d1');
    for (let index = 0; index < count; index += 1) {
      await hub.broker.publish('hub/alarms/p1/flood-depth', payload, { retain: false });
    }
    for (let index = 0; index < count; index += 1) await reading.next('publish');
    device.send(publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId: 1 }));
    await device.next('puback');
    expect(hub.broker.counters()).toMatchObject({ slow_readers_closed: 1, clients_connected: 2 });
  });

  it('is closed too when little waits but it leaves it for too long', async () => {
    let nowMs = 0;
    const hub = await start({ drainTimeoutMs: 5_000 }, { monotonicMs: () => nowMs });
    const frozen = await hub.client('reader');
    frozen.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 0 }] });
    await frozen.next('suback');
    frozen.socket.pause();
    const payload = Buffer.alloc(100 * 1024, 'x');
    for (let index = 0; index < 60; index += 1) {
      await hub.broker.publish('hub/cases/c1', payload, { retain: false });
      if (hub.broker.counters().slow_readers_closed === 1) break;
    }
    nowMs = 6_000;
    await hub.counted('slow_readers_closed', 1);
    expect(hub.broker.counters().slow_readers_closed).toBe(1);
  });
});

describe('messages of different QoS at the same time', () => {
  it('all arrive', async () => {
    const hub = await start({ deviceRate: null });
    const reader = await hub.client('lns', { clientId: 'reader' });
    const filters = [
      { topic: 'application/#', qos: 1 },
      { topic: 'application/+/device/#', qos: 1 },
    ] as const;
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [...filters] });
    await reader.next('suback');
    hub.engine.holds = true;
    const sender = await hub.client('lns', { clientId: 'sender' });
    const count = 300;
    const packets = Array.from({ length: count }, (_, index) =>
      publishPacket('application/1/device/ab', `${index}`, {
        ...(index % 2 === 0 ? { qos: 1, messageId: index + 1 } : { qos: 0 }),
        retain: index % 3 === 0,
      }),
    );
    sender.send(...packets);
    await hub.engine.received(count);
    hub.engine.commit(count);
    const came: string[] = [];
    for (let index = 0; index < count; index += 1)
      came.push((await reader.next('publish')).payload.toString());
    expect(came.map(Number).sort((a, b) => a - b)).toEqual(packets.map((_, index) => index));
    await reader.settle();
    expect(reader.inbox).toEqual([]);
  });

  it("of the hub's own queue arrive beside a device's", async () => {
    const hub = await start();
    const reader = await hub.client('reader');
    const topics = [{ topic: 'hub/#', qos: 1 } as const, { topic: 'devices/+/status', qos: 1 } as const];
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: topics });
    await reader.next('suback');
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(publishPacket('devices/d1/status', 'online'));
    await hub.engine.received(1);
    const own = hub.broker.publish('hub/cases/c1', '{}', { retain: true });
    // The hub's message is on its way, and waits for its place on disk, when the device's overtakes it.
    await Promise.resolve();
    hub.engine.commit();
    await own;
    const came = [(await reader.next('publish')).topic, (await reader.next('publish')).topic];
    expect(came.sort()).toEqual(['devices/d1/status', 'hub/cases/c1']);
  });
});

describe('bytes without end', () => {
  it.each([
    ['before CONNECT', Buffer.alloc(1024 * 1024, 'x')],
    [
      'in a CONNECT that is too large',
      Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(1024 * 1024)]),
    ],
  ])('%s are not kept', async (_, chunk) => {
    const hub = await start();
    const flood = hub.raw();
    for (let sent = 0; sent < 20; sent += 1) flood.socket.write(chunk);
    await flood.closed;
    expect(flood.socket.bytesWritten).toBeGreaterThan(0);
    const { packets_refused_not_connect: noConnect = 0, packets_refused_too_large: large = 0 } =
      hub.broker.counters();
    expect(noConnect + large).toBe(1);
  });

  it('in a CONNECT that never ends are not more than the limit', async () => {
    const hub = await start({ connectBytes: 1_000 });
    const flood = hub.raw();
    flood.socket.write(Buffer.from([0x10, 0xe9, 0x07]));
    await flood.closed;
    expect(hub.broker.counters().packets_refused_too_large).toBe(1);
  });
});

describe('the bound of messages in flight', () => {
  it('holds for packets that arrive one by one', async () => {
    const hub = await start({ inFlightPerClient: 10, deviceRate: null });
    hub.engine.holds = true;
    const device = await hub.client('d1');
    for (let messageId = 1; messageId <= 100; messageId += 1) {
      device.socket.write(bytesOf(publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId })));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await hub.engine.received(10);
    const other = await hub.client('d2');
    await other.settle();
    expect(hub.engine.records).toHaveLength(10);
    expect(hub.broker.counters()).toMatchObject({ in_flight: 10, paused_clients: 1 });

    hub.engine.release();
    for (let messageId = 1; messageId <= 100; messageId += 1) {
      expect((await device.next('puback')).messageId).toBe(messageId);
    }
    expect(hub.broker.counters()).toMatchObject({ in_flight: 0, in_flight_bytes: 0, paused_clients: 0 });
  });

  it('holds over all connections, which go on in turn', async () => {
    const hub = await start({ inFlight: 20 });
    hub.engine.holds = true;
    const devices = await Promise.all(Array.from({ length: 8 }, (_, index) => hub.client(`d${index + 1}`)));
    for (const [index, device] of devices.entries()) {
      const topic = `devices/d${index + 1}/telemetry`;
      device.send(...[1, 2, 3, 4, 5].map((messageId) => publishPacket(topic, 'x', { qos: 1, messageId })));
    }
    await hub.engine.received(20);
    await hub.counted('paused_clients', 4);
    expect(hub.engine.records).toHaveLength(20);
    hub.engine.release();
    for (const device of devices) for (let count = 0; count < 5; count += 1) await device.next('puback');
    expect(hub.engine.records).toHaveLength(40);
  });

  it('holds for bytes', async () => {
    const hub = await start({ inFlightBytes: 100_000 });
    hub.engine.holds = true;
    const device = await hub.client('d1');
    const large = Buffer.alloc(60_000, 'x');
    for (const messageId of [1, 2, 3, 4]) {
      device.send(publishPacket('devices/d1/telemetry', large, { qos: 1, messageId }));
    }
    await hub.engine.received(2);
    await hub.counted('paused_clients', 1);
    expect(hub.engine.records.length).toBeLessThan(4);
    hub.engine.release();
    for (const messageId of [1, 2, 3, 4]) expect((await device.next('puback')).messageId).toBe(messageId);
  });

  it('holds for the bytes of one connection, so that what it sends keeps nobody waiting', async () => {
    const hub = await start({ inFlightBytesPerClient: 100_000, deviceRate: null });
    hub.engine.holds = true;
    const greedy = await hub.client('d1');
    const large = Buffer.alloc(60_000, 'x');
    const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    for (const messageId of ids) {
      greedy.send(publishPacket('devices/d1/telemetry', large, { qos: 1, messageId }));
    }
    await hub.engine.received(2);
    await hub.counted('paused_clients', 1);
    const other = await hub.client('d2');
    other.send(publishPacket('devices/d2/telemetry', 'x', { qos: 1, messageId: 1 }));
    await hub.engine.received(hub.engine.records.length + 1);
    // One more may have come in the same piece.
    expect(hub.engine.records.length).toBeLessThanOrEqual(4);
    hub.engine.release();
    await other.next('puback');
    for (const messageId of ids) expect((await greedy.next('puback')).messageId).toBe(messageId);
  });

  it('is given back by a connection that ends in the middle of a message', async () => {
    const hub = await start({ inFlight: 1 });
    const broken = await hub.client('d1');
    broken.socket.write(
      bytesOf(publishPacket('devices/d1/telemetry', 'cut', { qos: 1, messageId: 1 })).subarray(0, 9),
    );
    await hub.counted('in_flight', 1);
    broken.socket.destroy();
    const device = await hub.client('d2');
    device.send(publishPacket('devices/d2/telemetry', 'x', { qos: 1, messageId: 1 }));
    await device.next('puback');
  });
});

describe('a backlog behind CONNECT', () => {
  it('is taken whole', async () => {
    const hub = await start();
    const device = hub.raw();
    const ids = Array.from({ length: 900 }, (_, index) => index + 1);
    device.send(
      connectPacket('d1', testSecret, { clean: false }),
      { cmd: 'subscribe', messageId: 1_000, subscriptions: [{ topic: 'devices/d1/commands', qos: 1 }] },
      ...ids.map((messageId) => publishPacket('devices/d1/telemetry', `${messageId}`, { qos: 1, messageId })),
    );
    await device.next('suback');
    for (const messageId of ids) expect((await device.next('puback')).messageId).toBe(messageId);
    expect(hub.engine.records).toHaveLength(900);
  });
});

describe('a device above its rate', () => {
  it('is read more slowly and loses nothing', async () => {
    let nowMs = 0;
    const hub = await start({ deviceRate: 10 }, { monotonicMs: () => nowMs });
    const device = await hub.client('d1');
    const ids = Array.from({ length: 150 }, (_, index) => index + 1);
    device.send(...ids.map((messageId) => publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId })));
    await hub.engine.received(100);
    await hub.counted('paused_clients', 1);
    expect(hub.engine.records).toHaveLength(100);
    nowMs = 60_000;
    for (const messageId of ids) expect((await device.next('puback')).messageId).toBe(messageId);
  });
});

describe('overlapping subscriptions of a kept session', () => {
  it('bring each message once and do not end the connection', async () => {
    const hub = await start();
    const reader = await hub.client('reader', { clean: false });
    const subscriptions = [
      { topic: 'hub/#', qos: 1 },
      { topic: 'hub/alarms/#', qos: 1 },
      { topic: 'hub/+/p1/#', qos: 1 },
    ] as const;
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [...subscriptions] });
    await reader.next('suback');
    const count = 200;
    const sent = Array.from({ length: count }, (_, index) =>
      hub.broker.publish('hub/alarms/p1/flood-depth', `${index}`, { retain: false }),
    );
    await Promise.all(sent);
    for (let index = 0; index < count; index += 1) {
      const packet = await reader.next('publish');
      expect(packet.payload.toString()).toBe(`${index}`);
      reader.send({ cmd: 'puback', messageId: packet.messageId ?? 0 });
    }
    await reader.settle();
    expect(reader.inbox).toEqual([]);
  });
});
