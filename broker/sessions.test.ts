import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { away, subscribed } from './testing/client-steps.ts';
import { connectPacket, publishPacket, RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
const hubTopic = 'hub/alarms/p1/flood-depth';
const will = { topic: 'devices/d1/status', payload: Buffer.from('offline'), qos: 1, retain: true } as const;

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
