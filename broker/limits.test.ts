import { describe, expect, it } from 'vitest';
import { subscribed } from './testing/client-steps.ts';
import { bytesOf, publishPacket, type RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';

// Limits that no other test of this folder reaches.

const start = brokersOfTest();

async function numbersOf(reader: RawClient, last: number): Promise<number[]> {
  const numbers: number[] = [];
  while (numbers.at(-1) !== last) {
    numbers.push(Number((await reader.next('publish')).payload.toString('latin1', 0, 8)));
  }
  return numbers;
}

describe('a reader slower than what it subscribed to', () => {
  it('at QoS 0 gets the newest messages, in order, and stays connected', async () => {
    const hub = await start({ slowReaderMessages: 20 });
    const slow = await hub.client('reader');
    slow.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 0 }] });
    await slow.next('suback');
    slow.socket.pause();
    const count = 400;
    for (let number = 0; number < count; number += 1) {
      const payload = Buffer.alloc(32 * 1024, String(number).padStart(8, '0'));
      await hub.broker.publish('hub/cases/c1', payload, { retain: false });
    }
    const { slow_reader_messages_dropped: dropped = 0, slow_readers_closed } = hub.broker.counters();
    expect(dropped).toBeGreaterThan(0);
    expect(slow_readers_closed).toBe(0);
    slow.socket.resume();
    const numbers = await numbersOf(slow, count - 1);
    expect(numbers).toHaveLength(count - dropped);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(numbers.slice(-20)).toEqual(Array.from({ length: 20 }, (_, index) => count - 20 + index));
  });

  it('is bounded in bytes too', async () => {
    const hub = await start({ slowReaderBytes: 100 * 1024 });
    const slow = await subscribed(hub, 'reader', 'hub/#', 0);
    slow.socket.pause();
    for (let number = 0; number < 400; number += 1) {
      const payload = Buffer.alloc(32 * 1024, String(number).padStart(8, '0'));
      await hub.broker.publish('hub/cases/c1', payload, { retain: false });
    }
    slow.socket.resume();
    expect((await numbersOf(slow, 399)).slice(-3)).toEqual([397, 398, 399]);
    expect(hub.broker.counters().slow_reader_messages_dropped).toBeGreaterThan(100);
  });

  it('that leaves while messages wait is no error of anyone', async () => {
    const hub = await start();
    const slow = await hub.client('reader');
    slow.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'hub/#', qos: 0 }] });
    await slow.next('suback');
    slow.socket.pause();
    for (let number = 0; number < 300; number += 1) {
      await hub.broker.publish('hub/cases/c1', Buffer.alloc(32 * 1024, 'x'), { retain: false });
    }
    slow.socket.destroy();
    await hub.fellTo('connections_open', 0);
    expect(hub.broker.counters()).toMatchObject({ protocol_errors: 0, slow_readers_closed: 0 });
  });
});

describe('a topic', () => {
  it.each([
    ['long', `devices/d1/${'x'.repeat(60)}`],
    ['deep', `devices/d1/${'a/'.repeat(8)}a`],
  ])('that is too %s closes its publisher, and is refused as a subscription', async (_, topic) => {
    const hub = await start({ topicBytes: 64, topicLevels: 8 });
    const device = await hub.client('d1');
    device.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] });
    expect((await device.next('suback')).granted).toEqual([128]);
    device.send(publishPacket(topic, 'x', { qos: 1, messageId: 1 }));
    await device.closed;
    expect(hub.engine.records).toEqual([]);
    expect(hub.broker.counters()).toMatchObject({ messages_refused: 1, subscriptions_refused: 1 });
  });
});

describe('a client', () => {
  it('that does not keep the keepalive it asked for is closed, and its will is published', async () => {
    const hub = await start();
    const will = {
      topic: 'devices/d1/status',
      payload: Buffer.from('offline'),
      qos: 1,
      retain: false,
    } as const;
    const silent = await hub.client('d1', { keepalive: 1, will });
    const pinging = await hub.client('d2', { keepalive: 1 });
    const ping = setInterval(() => pinging.send({ cmd: 'pingreq' }), 300);
    await silent.closed;
    clearInterval(ping);
    await hub.engine.received(1);
    expect(hub.engine.texts()).toEqual(['devices/d1/status offline']);
    await pinging.settle();
  });

  it('keeps its connection where the hub itself lets its packets wait for longer than the keepalive', async () => {
    let nowMs = 0;
    const hub = await start({ inFlightPerClient: 1, deviceRate: null }, { monotonicMs: () => nowMs });
    hub.engine.holds = true;
    const waiting = await hub.client('d1', { keepalive: 10 });
    const silent = await hub.client('d2', { keepalive: 10 });
    const ids = [1, 2];
    waiting.send(
      ...ids.map((messageId) => publishPacket('devices/d1/telemetry', 'x', { qos: 1, messageId })),
    );
    await hub.counted('paused_clients', 1);
    nowMs = 16_000;
    await silent.closed;
    expect(hub.broker.counters()).toMatchObject({ keepalives_missed: 1, connections_open: 1 });
    hub.engine.release();
    for (const messageId of ids) expect((await waiting.next('puback')).messageId).toBe(messageId);
  });

  it('without a keepalive is closed when nothing was heard of it for long', async () => {
    let nowMs = 0;
    const hub = await start({ idleTimeoutMs: 60_000 }, { monotonicMs: () => nowMs });
    const silent = await hub.client('d1');
    const alive = await hub.client('d2');
    nowMs = 50_000;
    await alive.settle();
    nowMs = 61_000;
    await silent.closed;
    await alive.settle();
    expect(hub.broker.counters()).toMatchObject({ idle_clients_closed: 1, connections_open: 1 });
  });

  it('that sends a packet bit by bit without end is closed', async () => {
    let nowMs = 0;
    const hub = await start({ frameTimeoutMs: 60_000 }, { monotonicMs: () => nowMs });
    const loris = await hub.client('d1');
    const packet = bytesOf(publishPacket('devices/d1/telemetry', 'x'.repeat(100), { qos: 1, messageId: 1 }));
    loris.socket.write(packet.subarray(0, 10));
    await hub.counted('in_flight', 1);
    nowMs = 59_000;
    loris.socket.write(packet.subarray(10, 20));
    await (await hub.client('d2')).settle();
    expect(hub.broker.counters().slow_senders_closed).toBe(0);
    nowMs = 61_000;
    await loris.closed;
    expect(hub.broker.counters().slow_senders_closed).toBe(1);
  });

  it('that begins more QoS 2 messages than it ends is closed', async () => {
    const hub = await start({ halfOpenPerClient: 5 });
    const device = await hub.client('d1');
    for (let messageId = 1; messageId <= 5; messageId += 1) {
      device.send(publishPacket('devices/d1/telemetry', 'x', { qos: 2, messageId }));
      await device.next('pubrec');
    }
    device.send(publishPacket('devices/d1/telemetry', 'x', { qos: 2, messageId: 6 }));
    await device.closed;
  });
});
