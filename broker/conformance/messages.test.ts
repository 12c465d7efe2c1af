import { describe, expect, it } from 'vitest';
import { publishPacket } from '../testing/raw-client.ts';
import {
  connect,
  freshTopic,
  granting,
  publish,
  receive,
  received,
  receiveText,
  subscribe,
  subscriber,
  underTest,
} from './clients.ts';

underTest();

const levels = [0, 1, 2] as const;
const pairs = levels.flatMap((published) => levels.map((granted) => [published, granted] as const));

describe('PUBLISH', () => {
  it.each(pairs)(
    '[MQTT-3.8.4-6] of QoS %i to a subscription of QoS %i comes at the lower',
    async (qos, granted) => {
      const topic = freshTopic();
      const reader = await subscriber(topic, granted);
      await publish(await connect(), topic, 'x', { qos });
      const packet = await reader.next('publish');
      expect(packet).toMatchObject({ topic, qos: Math.min(qos, granted), retain: false, dup: false });
      expect(packet.payload.toString()).toBe('x');
    },
  );

  it.each(levels)('[MQTT-4.6.0-6] of QoS %i comes in the order of sending', async (qos) => {
    const topic = freshTopic();
    const reader = await subscriber(topic, qos);
    const sender = await connect();
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`);
    for (const text of texts) await publish(sender, topic, text, { qos });
    for (const text of texts) expect(await receiveText(reader)).toBe(text);
  });

  it('[MQTT-3.3.1-3] does not carry the sender’s DUP on', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 1);
    await publish(await connect(), topic, 'x', { qos: 1, dup: true });
    expect(await reader.next('publish')).toMatchObject({ dup: false });
  });

  it('[MQTT-2.3.1-6] is acknowledged under its own packet id', async () => {
    const sender = await connect();
    for (const messageId of [1, 77, 65_535]) {
      sender.send(publishPacket(freshTopic(), 'x', { qos: 1, messageId }));
      expect((await sender.next('puback')).messageId).toBe(messageId);
      sender.send(publishPacket(freshTopic(), 'x', { qos: 2, messageId }));
      expect((await sender.next('pubrec')).messageId).toBe(messageId);
      sender.send({ cmd: 'pubrel', messageId });
      expect((await sender.next('pubcomp')).messageId).toBe(messageId);
    }
  });

  it('[MQTT-4.3.3-2] of QoS 2 that comes again before its PUBREL is delivered once', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 2);
    const sender = await connect();
    const packet = publishPacket(topic, 'once', { qos: 2, messageId: 5 });
    sender.send(packet);
    await sender.next('pubrec');
    sender.send({ ...packet, dup: true });
    await sender.next('pubrec');
    sender.send({ cmd: 'pubrel', messageId: 5 });
    await sender.next('pubcomp');
    expect(await received(reader, 1)).toEqual(['once']);
  });

  it('[MQTT-4.3.3-2] of QoS 2 under a packet id that was used and ended is a new message', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 2);
    const sender = await connect();
    for (const text of ['first', 'second']) {
      sender.send(publishPacket(topic, text, { qos: 2, messageId: 5 }));
      await sender.next('pubrec');
      sender.send({ cmd: 'pubrel', messageId: 5 });
      await sender.next('pubcomp');
    }
    expect(await received(reader, 2)).toEqual(['first', 'second']);
  });

  it('[MQTT-4.3.3-2] a PUBREL of an unknown packet id is answered with PUBCOMP', async () => {
    const sender = await connect();
    sender.send({ cmd: 'pubrel', messageId: 4_711 });
    expect((await sender.next('pubcomp')).messageId).toBe(4_711);
  });

  it('acknowledgements that belong to nothing are passed over', async () => {
    const client = await connect();
    client.send({ cmd: 'puback', messageId: 3 }, { cmd: 'pubcomp', messageId: 4 });
    await client.settle();
  });

  it('may have no payload, or one of any bytes', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic);
    const sender = await connect();
    await publish(sender, topic, '');
    expect((await receive(reader)).payload).toHaveLength(0);
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    await publish(sender, topic, every);
    expect((await receive(reader)).payload).toEqual(every);
  });

  it('reaches its own sender too, where he subscribed', async () => {
    const topic = freshTopic();
    const client = await subscriber(topic, 1);
    await publish(client, topic, 'mine', { qos: 1 });
    expect(await receiveText(client)).toBe('mine');
  });
});

describe('a retained message', () => {
  it.each(levels)('[MQTT-3.3.1-6, -8] of QoS %i comes to a new subscription, marked', async (qos) => {
    const topic = freshTopic();
    await publish(await connect(), topic, 'kept', { qos, retain: true });
    const packet = await (await subscriber(topic, 2)).next('publish');
    expect(packet).toMatchObject({ topic, retain: true, qos });
    expect(packet.payload.toString()).toBe('kept');
  });

  it('[MQTT-3.3.1-9] comes to a subscription that is there already like any other', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 1);
    await publish(await connect(), topic, 'kept', { qos: 1, retain: true });
    expect(await reader.next('publish')).toMatchObject({ retain: false });
  });

  it('[MQTT-3.3.1-5] gives way to a newer one', async () => {
    const topic = freshTopic();
    const sender = await connect();
    for (const text of ['old', 'new']) await publish(sender, topic, text, { qos: 1, retain: true });
    expect(await received(await subscriber(topic), 1)).toEqual(['new']);
  });

  it('[MQTT-3.3.1-10, -11] without a payload ends what was retained, and is passed on to those who are there', async () => {
    const topic = freshTopic();
    const sender = await connect();
    await publish(sender, topic, 'kept', { qos: 1, retain: true });
    const reader = await subscriber(topic, 1);
    expect(await receiveText(reader)).toBe('kept');
    await publish(sender, topic, '', { qos: 1, retain: true });
    expect(await receive(reader)).toMatchObject({ retain: false });
    expect(await received(await subscriber(topic), 0)).toEqual([]);
  });

  it('[MQTT-3.3.1-12] is not touched by a message that is not retained', async () => {
    const topic = freshTopic();
    const sender = await connect();
    await publish(sender, topic, 'kept', { qos: 1, retain: true });
    await publish(sender, topic, 'passing', { qos: 1 });
    expect(await received(await subscriber(topic), 1)).toEqual(['kept']);
  });

  it('[MQTT-3.8.4-3] comes again when its reader subscribes again', async () => {
    const topic = freshTopic();
    await publish(await connect(), topic, 'kept', { qos: 1, retain: true });
    const reader = await subscriber(topic);
    expect(await receiveText(reader)).toBe('kept');
    await subscribe(reader, topic);
    expect(await receive(reader)).toMatchObject({ retain: true });
  });

  it('is found by wildcards', async () => {
    const topic = freshTopic();
    const sender = await connect();
    for (const leaf of ['a', 'b', 'b/deep']) {
      await publish(sender, `${topic}/${leaf}`, leaf, { qos: 1, retain: true });
    }
    expect((await received(await subscriber(`${topic}/+`), 2)).sort()).toEqual(['a', 'b']);
    expect((await received(await subscriber(`${topic}/#`), 3)).sort()).toEqual(['a', 'b', 'b/deep']);
  });
});

describe('SUBACK', () => {
  it('[MQTT-3.8.4-5, 3.9.3-1] answers each filter in its place', async () => {
    const client = await connect();
    const topic = freshTopic();
    const asked = [2, 0, 1].map((qos, index) => ({ topic: `${topic}/${index}`, qos: qos as 0 | 1 | 2 }));
    expect(await granting(client, asked)).toEqual([2, 0, 1]);
  });

  it('[MQTT-3.9.3-2] says 0x80 for a filter that is not allowed, beside those that are', async () => {
    const client = await connect();
    const topic = freshTopic();
    const asked = [topic, '$refused/x', `${topic}/2`].map((filter) => ({ topic: filter, qos: 1 }) as const);
    expect(await granting(client, asked)).toEqual([1, 128, 1]);
    await client.settle();
  });
});
