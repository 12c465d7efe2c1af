import { describe, expect, it } from 'vitest';
import { connectPacket, publishPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
const topic = 'devices/d1/telemetry';

describe('an acknowledgement', () => {
  it('comes after the commit and not before', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(publishPacket(topic, '{"depth_mm":1}', { qos: 1, messageId: 7 }));
    await hub.engine.received(1);
    await device.settle();
    expect(device.inbox).toEqual([]);

    hub.engine.commit();
    expect((await device.next('puback')).messageId).toBe(7);
    expect(hub.engine.records[0]).toMatchObject({
      kind: 'message',
      by: 'd1',
      topic,
      receivedAt: 1_767_225_600_000,
    });
  });

  it('comes in the order of the messages', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    const ids = Array.from({ length: 200 }, (_, index) => index + 1);
    device.send(...ids.map((messageId) => publishPacket(topic, `${messageId}`, { qos: 1, messageId })));
    await hub.engine.received(ids.length);
    hub.engine.commit(50);
    hub.engine.commit(150);
    const answered: (number | undefined)[] = [];
    for (const _ of ids) answered.push((await device.next('puback')).messageId);
    expect(answered).toEqual(ids);
    expect(hub.engine.texts()).toEqual(ids.map((id) => `${topic} ${id}`));
  });

  it('never comes for what was not committed: the connection closes', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(
      publishPacket(topic, 'a', { qos: 1, messageId: 1 }),
      publishPacket(topic, 'b', { qos: 1, messageId: 2 }),
    );
    await hub.engine.received(2);
    hub.engine.fail(2);
    await device.closed;
    expect(device.inbox).toEqual([]);
    expect(hub.broker.counters()).toMatchObject({
      messages_not_committed: 2,
      in_flight: 0,
      in_flight_bytes: 0,
    });
    expect(hub.log.some(({ code }) => code === 'disk_full')).toBe(true);
  });

  it('of QoS 2 is a PUBREC after the commit, and the same message again is not taken twice', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    const message = publishPacket(topic, 'once', { qos: 2, messageId: 3 });
    device.send(message, { ...message, dup: true });
    await hub.engine.received(1);
    await device.settle();
    expect(hub.engine.records).toHaveLength(1);
    hub.engine.release();
    await device.next('pubrec');
    await device.next('pubrec');
    device.send({ ...message, dup: true });
    await device.next('pubrec');
    device.send({ cmd: 'pubrel', messageId: 3 });
    await device.next('pubcomp');
    expect(hub.engine.records).toHaveLength(1);

    device.send(message);
    await device.next('pubrec');
    expect(hub.engine.records).toHaveLength(2);
  });

  it('of QoS 2 is remembered over a new connection of a kept session', async () => {
    const hub = await start();
    const message = publishPacket(topic, 'once', { qos: 2, messageId: 3 });
    const first = await hub.client('d1', { clean: false });
    first.send(message);
    await first.next('pubrec');
    first.socket.destroy();
    const second = await hub.client('d1', { clean: false });
    second.send({ ...message, dup: true });
    await second.next('pubrec');
    expect(hub.engine.records).toHaveLength(1);
  });

  it('comes before the connection closes for a client that says DISCONNECT at once', async () => {
    const hub = await start();
    hub.engine.holds = true;
    const device = await hub.client('d1');
    device.send(publishPacket(topic, 'last', { qos: 1, messageId: 9 }), { cmd: 'disconnect' });
    await hub.engine.received(1);
    hub.engine.release();
    expect((await device.next('puback')).messageId).toBe(9);
    await device.closed;
  });
});

describe('a publish', () => {
  it.each([
    ["below another device's topics", 'devices/d2/telemetry'],
    ['to the commands that devices read', 'hub/alarms/p1/flood-depth'],
    ['to $SYS', '$SYS/hub/uptime'],
    ['too deep', `devices/d1${'/a'.repeat(40)}`],
  ])('%s closes the connection, is logged and counted', async (_, refused) => {
    const hub = await start();
    const device = await hub.client('d1');
    device.send(publishPacket(refused, 'x', { qos: 1, messageId: 1 }));
    await device.closed;
    expect(hub.engine.records).toEqual([]);
    expect(hub.broker.counters().messages_refused).toBe(1);
    expect(hub.log).toContainEqual(
      expect.objectContaining({ client: 'd1', topic: refused, reason: 'not_allowed' }),
    );
  });

  it('of QoS 0 right before the end of the connection is committed', async () => {
    const hub = await start();
    const device = hub.raw();
    device.send(connectPacket('d1', testSecret), publishPacket(topic, 'short visit'), { cmd: 'disconnect' });
    await device.closed;
    await hub.engine.received(1);
    expect(hub.engine.texts()).toEqual([`${topic} short visit`]);
  });

  it('may be as large as the limit, and a larger one closes the connection before it is kept', async () => {
    const hub = await start({ payloadBytes: 50_000 });
    const device = await hub.client('d1');
    device.send(publishPacket(topic, Buffer.alloc(50_000, 'x'), { qos: 1, messageId: 1 }));
    await device.next('puback');
    device.send(publishPacket(topic, Buffer.alloc(52_000, 'x'), { qos: 1, messageId: 2 }));
    await device.closed;
    expect(hub.engine.records).toHaveLength(1);
    expect(hub.broker.counters().packets_refused_too_large).toBe(1);
  });

  it('of an integration goes to those who may read it', async () => {
    const hub = await start();
    const reader = await hub.client('lns', { clientId: 'reader' });
    reader.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'application/#', qos: 1 }] });
    await reader.next('suback');
    const sender = await hub.client('lns', { clientId: 'sender' });
    sender.send(publishPacket('application/1/device/ab/event/up', '{}', { qos: 1, messageId: 1 }));
    expect((await reader.next('publish')).topic).toBe('application/1/device/ab/event/up');
    expect(hub.engine.records[0]?.by).toBe('lns');
  });
});
