import { describe, expect, it } from 'vitest';
import { away, subscribed } from './testing/client-steps.ts';
import { publishPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';

const start = brokersOfTest();
const hubTopic = 'hub/alarms/p1/flood-depth';

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
