import { describe, expect, it } from 'vitest';
import { subscribed } from './testing/client-steps.ts';
import { publishPacket } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';

const start = brokersOfTest();
const will = { topic: 'devices/d1/status', payload: Buffer.from('offline'), qos: 1, retain: true } as const;

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
