import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectPacket, publishPacket, RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { type TestBroker, testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
const hubTopic = 'hub/alarms/p1/flood-depth';
const will = { topic: 'devices/d1/status', payload: Buffer.from('offline'), qos: 1, retain: true } as const;

async function subscribed(hub: TestBroker, name: string, filter: string, qos: 0 | 1 | 2 = 1, clean = false) {
  const reader = await hub.client(name, { clean });
  reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: filter, qos }] });
  await reader.next('suback');
  return reader;
}

async function away(hub: TestBroker, reader: RawClient) {
  const { connections_open: open = 0 } = hub.broker.counters();
  reader.socket.destroy();
  await hub.fellTo('connections_open', open - 1);
}

describe('a kept session', () => {
  it('gets what came while its client was away, in order, and before what comes meanwhile', async () => {
    const hub = await start();
    await away(hub, await subscribed(hub, 'reader', 'hub/#'));
    for (let index = 0; index < 500; index += 1)
      await hub.broker.publish(hubTopic, `${index}`, { retain: false });
    const reader = await hub.client('reader', { clean: false });
    const more = Array.from({ length: 500 }, (_, index) =>
      hub.broker.publish(hubTopic, `${500 + index}`, { retain: false }),
    );
    for (let index = 0; index < 1_000; index += 1) {
      const packet = await reader.next('publish');
      expect(packet.payload.toString()).toBe(`${index}`);
      reader.send({ cmd: 'puback', messageId: packet.messageId ?? 0 });
    }
    await Promise.all(more);
    await reader.settle();
    expect(reader.inbox).toEqual([]);
  });

  it('is found by its client, with what was not acknowledged sent again and marked', async () => {
    const hub = await start();
    const first = await subscribed(hub, 'reader', 'hub/#');
    await hub.broker.publish(hubTopic, 'a', { retain: false });
    const sent = await first.next('publish');
    expect(sent.dup).toBe(false);
    await away(hub, first);
    const second = hub.raw();
    second.send(connectPacket('reader', testSecret, { clean: false }));
    expect(await second.next('connack')).toMatchObject({ sessionPresent: true });
    const again = await second.next('publish');
    expect(again).toMatchObject({ dup: true, messageId: sent.messageId });
    second.send({ cmd: 'puback', messageId: again.messageId ?? 0 });
    await second.settle();
    await away(hub, second);
    const third = await hub.client('reader', { clean: false });
    await third.settle();
    expect(third.inbox).toEqual([]);
  });

  it('outlives a restart of the hub, with its queue and what is retained', async () => {
    const hub = await start();
    await away(hub, await subscribed(hub, 'reader', 'hub/#'));
    await hub.broker.publish(hubTopic, 'queued', { retain: true });
    await hub.broker.close();
    const next = await start({}, { dataDir: hub.dataDir });
    const reader = await next.client('reader', { clean: false });
    expect((await reader.next('publish')).payload.toString()).toBe('queued');
    const newcomer = await subscribed(next, 'other', hubTopic);
    expect(await newcomer.next('publish')).toMatchObject({ retain: true, topic: hubTopic });
  });

  it('ends when its client asks for a clean one', async () => {
    const hub = await start();
    await away(hub, await subscribed(hub, 'reader', 'hub/#'));
    await hub.broker.publish(hubTopic, 'queued', { retain: false });
    await away(hub, await hub.client('reader', { clean: true }));
    const reader = hub.raw();
    reader.send(connectPacket('reader', testSecret, { clean: false }));
    expect(await reader.next('connack')).toMatchObject({ sessionPresent: false });
    await reader.settle();
    expect(reader.inbox).toEqual([]);
    expect(hub.broker.counters().queued_bytes).toBe(0);
  });

  it('keeps only so many messages, the newest', async () => {
    const hub = await start({ queuedPerSession: 10 });
    await away(hub, await subscribed(hub, 'reader', 'hub/#'));
    for (let index = 0; index < 25; index += 1)
      await hub.broker.publish(hubTopic, `${index}`, { retain: false });
    expect(hub.broker.counters().queued_messages_dropped).toBe(15);
    const reader = await hub.client('reader', { clean: false });
    for (let index = 15; index < 25; index += 1) {
      expect((await reader.next('publish')).payload.toString()).toBe(`${index}`);
    }
  });

  it('that nobody uses for long is forgotten', async () => {
    let now = 0;
    const hub = await start({ sessionExpiryMs: 1_000 }, { now: () => now });
    await away(hub, await subscribed(hub, 'reader', 'hub/#'));
    await hub.broker.publish(hubTopic, 'queued', { retain: false });
    await hub.broker.close();
    now = 5_000;
    const next = await start({ sessionExpiryMs: 1_000 }, { dataDir: hub.dataDir, now: () => now });
    expect(next.broker.counters().queued_bytes).toBe(0);
    const reader = next.raw();
    reader.send(connectPacket('reader', testSecret, { clean: false }));
    expect(await reader.next('connack')).toMatchObject({ sessionPresent: false });
  });

  it('gets a QoS 2 message once, over a reconnection in the middle of its handshake', async () => {
    const hub = await start();
    const first = await hub.client('lns', { clientId: 'reader', clean: false });
    first.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'application/#', qos: 2 }] });
    await first.next('suback');
    const sender = await hub.client('lns', { clientId: 'sender' });
    sender.send(publishPacket('application/1', 'once', { qos: 2, messageId: 1 }));
    const { messageId = 0 } = await first.next('publish');
    first.send({ cmd: 'pubrec', messageId });
    await first.next('pubrel');
    await away(hub, first);
    const second = await hub.client('lns', { clientId: 'reader', clean: false });
    expect(await second.next('pubrel')).toMatchObject({ messageId });
    second.send({ cmd: 'pubcomp', messageId });
    await second.settle();
    expect(second.inbox).toEqual([]);
  });

  it('outlives SIGKILL, with retained messages and wills', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'broker-'));
    const child = fork(join(import.meta.dirname, 'testing', 'broker-process.ts'), [dataDir], {
      silent: true,
    });
    const [printed] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    const port = Number(printed.toString().trim());
    const reader = new RawClient(port);
    reader.send(connectPacket('reader', testSecret, { clean: false }), {
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: 'hub/#', qos: 1 }],
    });
    await reader.next('suback');
    reader.socket.destroy();
    const device = new RawClient(port);
    device.send(connectPacket('d1', testSecret, { will }));
    await device.next('connack');
    for (const payload of ['one', 'two', 'three']) {
      child.send({ topic: `hub/cases/${payload}`, payload, retain: true });
      await once(child, 'message');
    }
    child.kill('SIGKILL');
    await once(child, 'exit');

    const hub = await start({ willGraceMs: 0 }, { dataDir });
    await hub.engine.received(1);
    expect(hub.engine.texts()).toEqual(['devices/d1/status offline']);
    const back = await hub.client('reader', { clean: false });
    const queued: string[] = [];
    for (let index = 0; index < 3; index += 1) queued.push((await back.next('publish')).payload.toString());
    expect(queued).toEqual(['one', 'two', 'three']);
    const newcomer = await subscribed(hub, 'other', 'hub/cases/+');
    for (let index = 0; index < 3; index += 1) expect((await newcomer.next('publish')).retain).toBe(true);
  });
});

describe('a subscription', () => {
  it('is refused with 0x80 where it is not allowed, beside those that are', async () => {
    const hub = await start();
    const device = await hub.client('d1', { clean: false });
    const filters = [
      'devices/d1/commands',
      'devices/d2/commands',
      '#',
      'hub/#',
      'v1/devices/me/attributes',
      '$SYS/#',
    ];
    const subscriptions = filters.map((topic) => ({ topic, qos: 1 }) as const);
    device.send({ cmd: 'subscribe', messageId: 1, subscriptions });
    expect((await device.next('suback')).granted).toEqual([1, 128, 128, 128, 1, 128]);
    expect(hub.broker.counters().subscriptions_refused).toBe(4);
    // Nothing is queued for what was refused.
    await away(hub, device);
    await hub.broker.publish('hub/cases/c1', 'secret', { retain: false });
    await hub.broker.publish('devices/d1/commands', 'command', { retain: false });
    const back = await hub.client('d1', { clean: false });
    expect((await back.next('publish')).topic).toBe('devices/d1/commands');
    await back.settle();
    expect(back.inbox).toEqual([]);
  });

  it('above the limit of one connection is refused', async () => {
    const hub = await start({ subscriptions: 2 });
    const reader = await hub.client('reader');
    const subscriptions = ['hub/a', 'hub/b', 'hub/c'].map((topic) => ({ topic, qos: 0 }) as const);
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions });
    expect((await reader.next('suback')).granted).toEqual([0, 0, 128]);
    reader.send({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: ['hub/a'] });
    await reader.next('unsuback');
    reader.send({ cmd: 'subscribe', messageId: 3, subscriptions: [{ topic: 'hub/c', qos: 0 }] });
    expect((await reader.next('suback')).granted).toEqual([0]);
  });

  it('brings messages at no more than its QoS', async () => {
    const hub = await start();
    await hub.broker.publish('hub/cases/retained', '{}', { retain: true });
    const reader = await subscribed(hub, 'reader', 'hub/#', 0);
    await hub.broker.publish('hub/cases/live', '{}', { retain: false });
    expect(await reader.next('publish')).toMatchObject({ qos: 0, retain: true });
    expect(await reader.next('publish')).toMatchObject({ qos: 0, retain: false });
  });

  it('to what is retained brings more than fits the bound of a slow reader, as fast as it is read', async () => {
    const hub = await start({ outboundBytes: 100_000 });
    const payload = Buffer.alloc(10_000, 'x');
    for (let index = 0; index < 300; index += 1) {
      await hub.broker.publish(`hub/cases/c${index}`, payload, { retain: true });
    }
    const reader = await hub.client('reader');
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 1 }] });
    for (let index = 0; index < 300; index += 1) await reader.next('publish');
    await away(hub, await subscribed(hub, 'other', 'hub/alarms/#'));
    for (let index = 0; index < 300; index += 1)
      await hub.broker.publish(hubTopic, payload, { retain: false });
    const back = await hub.client('other', { clean: false });
    for (let index = 0; index < 300; index += 1) await back.next('publish');
    expect(hub.broker.counters().slow_readers_closed).toBe(0);
  });
});

describe("a device's own topics", () => {
  it('that all devices share carry nothing from one to another', async () => {
    const hub = await start();
    const first = await hub.client('d1');
    const second = await hub.client('d2');
    for (const device of [first, second]) {
      device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'v1/devices/me/#', qos: 1 }] });
      await device.next('suback');
    }
    first.send(publishPacket('v1/devices/me/telemetry', '{"a":1}', { qos: 1, messageId: 1, retain: true }));
    expect((await first.next('publish')).payload.toString()).toBe('{"a":1}');
    await first.next('puback');
    await second.settle();
    expect(second.inbox).toEqual([]);
    const late = await hub.client('d3');
    late.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'v1/devices/me/#', qos: 1 }] });
    await late.next('suback');
    await late.settle();
    expect(late.inbox).toEqual([]);
  });

  it('have only so many retained messages; further ones are delivered all the same', async () => {
    const hub = await start({ retainedPerDevice: 2 });
    const device = await hub.client('d1');
    for (const messageId of [1, 2, 3, 4]) {
      device.send(publishPacket(`devices/d1/extra/${messageId}`, 'x', { qos: 1, retain: true, messageId }));
      await device.next('puback');
    }
    await device.settle();
    expect(hub.engine.records).toHaveLength(4);
    expect(hub.broker.counters().retained_refused).toBe(2);
  });
});

describe('a will', () => {
  it('goes to the engine and to the readers when the connection breaks', async () => {
    const hub = await start();
    const reader = await subscribed(hub, 'reader', 'devices/+/status');
    const device = await hub.client('d1', { will });
    device.socket.destroy();
    expect(await reader.next('publish')).toMatchObject({ topic: will.topic, payload: will.payload });
    expect(hub.engine.records).toMatchObject([{ by: 'd1', topic: will.topic }]);
    const newcomer = await hub.client('reader', { clientId: 'late' });
    newcomer.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'devices/#', qos: 0 }] });
    expect((await newcomer.next('suback')).granted).toEqual([128]);
    newcomer.send({ cmd: 'subscribe', messageId: 2, subscriptions: [{ topic: 'devices/+/status', qos: 0 }] });
    expect(await newcomer.next('publish')).toMatchObject({ retain: true, payload: will.payload });
  });

  it('is void after DISCONNECT', async () => {
    const hub = await start();
    const device = await hub.client('d1', { will });
    device.send({ cmd: 'disconnect' });
    await device.closed;
    const witness = await hub.client('d2');
    await witness.settle();
    expect(hub.engine.records).toEqual([]);
  });

  it('of a connection that a newer one replaces comes before what the newer one says', async () => {
    const hub = await start();
    await hub.client('d1', { will });
    const newer = await hub.client('d1', { will });
    newer.send(publishPacket('devices/d1/status', 'online', { qos: 1, messageId: 1, retain: true }));
    await newer.next('puback');
    expect(hub.engine.texts()).toEqual(['devices/d1/status offline', 'devices/d1/status online']);
    newer.socket.destroy();
    await hub.engine.received(3);
  });

  it('stays for the next start when the hub stops, and is void for a client that came back by then', async () => {
    const hub = await start();
    await hub.client('d1', { will });
    await hub.client('d2', { will: { ...will, topic: 'devices/d2/status' } });
    await hub.broker.close();
    expect(hub.engine.records).toEqual([]);
    const next = await start({ willGraceMs: 200 }, { dataDir: hub.dataDir });
    await next.client('d2');
    await next.engine.received(1);
    const witness = await next.client('d3');
    await witness.settle();
    expect(next.engine.texts()).toEqual(['devices/d1/status offline']);
  });
});
