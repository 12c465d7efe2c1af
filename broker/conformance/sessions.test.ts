import { describe, expect, it } from 'vitest';
import { publishPacket, type RawClient } from '../testing/raw-client.ts';
import {
  breakOff,
  connect,
  connected,
  freshId,
  freshTopic,
  leave,
  publish,
  received,
  receiveText,
  subscriber,
  underTest,
} from './clients.ts';

underTest();

const kept = (clientId: string) => ({ clientId, clean: false });
const levels = [1, 2] as const;

/** A kept session with one subscription, whose client has gone. */
async function absent(topic: string, qos: 0 | 1 | 2 = 2): Promise<string> {
  const clientId = freshId();
  await leave(await subscriber(topic, qos, kept(clientId)));
  return clientId;
}

/** The next message, not acknowledged. */
const take = (client: RawClient) => client.next('publish');

describe('a kept session', () => {
  it('[MQTT-3.1.2-4] has its subscriptions when its client comes back', async () => {
    const topic = freshTopic();
    const client = await connect(kept(await absent(topic)));
    await publish(await connect(), topic, 'x');
    expect(await receiveText(client)).toBe('x');
  });

  it.each(levels)(
    '[MQTT-3.1.2-5] gets what came at QoS %i while its client was away, in order',
    async (qos) => {
      const topic = freshTopic();
      const clientId = await absent(topic);
      const sender = await connect();
      const texts = ['1', '2', '3', '4', '5'];
      for (const text of texts) await publish(sender, topic, text, { qos });
      expect(await received(await connect(kept(clientId)), texts.length)).toEqual(texts);
    },
  );

  it('also after its connection broke without a word', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    await breakOff(await subscriber(topic, 1, kept(clientId)));
    await publish(await connect(), topic, 'x', { qos: 1 });
    expect(await received(await connect(kept(clientId)), 1)).toEqual(['x']);
  });

  it('[MQTT-4.4.0-1, 3.3.1-1] is sent again what was not acknowledged, under the same packet id and marked', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(topic, 1, kept(clientId));
    await publish(await connect(), topic, 'x', { qos: 1 });
    const { messageId, dup } = await take(first);
    expect(dup).toBe(false);
    await breakOff(first);
    const second = await connect(kept(clientId));
    expect(await take(second)).toMatchObject({ messageId, dup: true, qos: 1 });
    second.send({ cmd: 'puback', messageId: messageId ?? 0 });
    await second.settle();
    await leave(second);
    expect(await received(await connect(kept(clientId)), 0)).toEqual([]);
  });

  it('[MQTT-4.4.0-1] is sent a QoS 2 message again whose PUBREC did not come', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(topic, 2, kept(clientId));
    await publish(await connect(), topic, 'x', { qos: 2 });
    const { messageId } = await take(first);
    await breakOff(first);
    const second = await connect(kept(clientId));
    expect(await take(second)).toMatchObject({ messageId, dup: true, qos: 2 });
  });

  it('[MQTT-4.4.0-1] is sent the PUBREL again of which the PUBCOMP did not come, and not the message', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(topic, 2, kept(clientId));
    await publish(await connect(), topic, 'x', { qos: 2 });
    const { messageId = 0 } = await take(first);
    first.send({ cmd: 'pubrec', messageId });
    await first.next('pubrel');
    await breakOff(first);
    const second = await connect(kept(clientId));
    expect((await second.next('pubrel')).messageId).toBe(messageId);
    second.send({ cmd: 'pubcomp', messageId });
    await second.settle();
    expect(second.inbox.filter(({ cmd }) => cmd === 'publish')).toEqual([]);
  });

  it('[MQTT-4.6.0-1] is sent again in the order of the first time', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(topic, 1, kept(clientId));
    const sender = await connect();
    const texts = ['1', '2', '3', '4'];
    for (const text of texts) await publish(sender, topic, text, { qos: 1 });
    for (const _ of texts) await take(first);
    await breakOff(first);
    const second = await connect(kept(clientId));
    const again: string[] = [];
    for (const _ of texts) again.push((await take(second)).payload.toString());
    expect(again).toEqual(texts);
  });

  it('[MQTT-4.3.3-2] knows a QoS 2 message again over a new connection', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 2);
    const clientId = freshId();
    const packet = publishPacket(topic, 'once', { qos: 2, messageId: 9 });
    const first = await connect(kept(clientId));
    first.send(packet);
    await first.next('pubrec');
    await breakOff(first);
    const second = await connect(kept(clientId));
    second.send({ ...packet, dup: true });
    await second.next('pubrec');
    second.send({ cmd: 'pubrel', messageId: 9 });
    await second.next('pubcomp');
    expect(await received(reader, 1)).toEqual(['once']);
  });

  it('[MQTT-3.1.2-6] ends with a clean one: nothing of it is left', async () => {
    const topic = freshTopic();
    const clientId = await absent(topic);
    await publish(await connect(), topic, 'old', { qos: 1 });
    await leave(await connect({ clientId }));
    const { client, connack } = await connected(kept(clientId));
    expect(connack.sessionPresent).toBe(false);
    await publish(await connect(), topic, 'new', { qos: 1 });
    expect(await received(client, 0)).toEqual([]);
  });

  it('gets nothing more of a filter that it gave up', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(topic, 1, kept(clientId));
    first.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: [topic] });
    await first.next('unsuback');
    await leave(first);
    await publish(await connect(), topic, 'x', { qos: 1 });
    expect(await received(await connect(kept(clientId)), 0)).toEqual([]);
  });

  it('gets a message for two of its filters once or twice, and never none', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    const first = await subscriber(`${topic}/#`, 1, kept(clientId));
    first.send({ cmd: 'subscribe', messageId: 4, subscriptions: [{ topic: `${topic}/+`, qos: 1 }] });
    await first.next('suback');
    await leave(first);
    await publish(await connect(), `${topic}/a`, 'x', { qos: 1 });
    expect([['x'], ['x', 'x']]).toContainEqual(await received(await connect(kept(clientId)), 1));
  });

  it('keeps what waits for it while others come and go', async () => {
    const topic = freshTopic();
    const clientId = await absent(topic);
    const sender = await connect();
    await publish(sender, topic, 'x', { qos: 1 });
    for (let count = 0; count < 5; count += 1) await leave(await subscriber(topic, 1));
    expect(await received(await connect(kept(clientId)), 1)).toEqual(['x']);
  });
});

describe('a clean session', () => {
  it('[MQTT-3.1.2-6] keeps nothing beyond its connection', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    await leave(await subscriber(topic, 1, { clientId }));
    await publish(await connect(), topic, 'x', { qos: 1 });
    expect(await received(await connect({ clientId }), 0)).toEqual([]);
    expect(await received(await connect(kept(clientId)), 0)).toEqual([]);
  });
});
