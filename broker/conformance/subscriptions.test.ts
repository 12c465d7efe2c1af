import { describe, expect, it } from 'vitest';
import {
  connect,
  connectBytes,
  freshId,
  freshTopic,
  granting,
  publish,
  raw,
  received,
  receiveText,
  subscribe,
  subscriber,
  underTest,
} from './clients.ts';

underTest();

describe('a filter', () => {
  const topics = ['', '/a', '/a/b', '/a/b/c', '/', '//b'];
  // What each filter matches of the topics, all below a topic of the test's own.
  it.each([
    ['/+', ['/a', '/']],
    ['/+/b', ['/a/b', '//b']],
    ['/+/+', ['/a/b', '//b']],
    ['/a/#', ['/a', '/a/b', '/a/b/c']],
    ['/#', ['', '/a', '/a/b', '/a/b/c', '/', '//b']],
    ['/a/b', ['/a/b']],
    ['/a/+/c', ['/a/b/c']],
    ['//+', ['//b']],
    ['/A', []],
  ] as const)('[MQTT-4.7.1] %s matches as the standard says', async (filter, matches) => {
    const base = freshTopic();
    const reader = await subscriber(base + filter);
    const sender = await connect();
    for (const topic of topics) await publish(sender, base + topic, topic);
    expect((await received(reader, matches.length)).sort()).toEqual([...matches].sort());
  });

  it('[MQTT-4.7.3] begins with a slash of its own level', async () => {
    const name = freshId();
    const [slashed, plain, two] = [await subscriber('/+'), await subscriber('+'), await subscriber('+/+')];
    const sender = await connect();
    await publish(sender, '/c', name);
    const own = async (reader: typeof slashed, count: number) =>
      (await received(reader, count)).filter((text) => text === name);
    expect(await own(slashed, 1)).toEqual([name]);
    expect(await own(two, 1)).toEqual([name]);
    expect(await own(plain, 0)).toEqual([]);
  });

  it.each(['c/a#', 'c/#/a', 'c/a+', 'c/+a/b', 'c/##'])(
    '[MQTT-4.7.1-2, -3] %s is none: refused, or the connection closed',
    async (filter) => {
      const client = await connect();
      client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: filter, qos: 0 }] });
      const granted = await Promise.race([
        client.closed.then(() => 'closed'),
        client.next('suback').then(
          (suback) => suback.granted[0],
          () => 'closed',
        ),
      ]);
      expect(['closed', 128]).toContain(granted);
    },
  );

  it.each(['c/中文/井盖', 'c/ with blanks ', 'c/🌧', 'c/\u{feff}bom'])(
    '[MQTT-1.5.3-3, 4.7.3-4] %s is compared character by character',
    async (topic) => {
      const reader = await subscriber(topic);
      const sender = await connect();
      await publish(sender, topic, 'same');
      await publish(sender, topic.toUpperCase().replace('C/', 'd/'), 'other');
      expect(await received(reader, 1)).toEqual(['same']);
    },
  );
});

describe('a topic that begins with $', () => {
  it('[MQTT-4.7.2-1] does not match a filter that begins with a wildcard', async () => {
    const leaf = freshId();
    const [all, plus, exact] = [
      await subscriber('#'),
      await subscriber(`+/${leaf}`),
      await subscriber(`$other/${leaf}`),
    ];
    await publish(await connect(), `$other/${leaf}`, leaf);
    expect(await receiveText(exact)).toBe(leaf);
    expect(await received(all, 0)).not.toContain(leaf);
    expect(await received(plus, 0)).toEqual([]);
  });
});

describe('a subscription', () => {
  it('[MQTT-3.8.4-3] that comes again takes the place of the one before, with its QoS', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 2);
    await subscribe(reader, topic, 0);
    await publish(await connect(), topic, 'x', { qos: 2 });
    expect(await reader.next('publish')).toMatchObject({ qos: 0 });
    await reader.settle();
    expect(reader.inbox).toEqual([]);
  });

  it('[MQTT-3.3.5-1] that overlaps another brings messages at the highest QoS of both', async () => {
    const topic = freshTopic();
    const reader = await connect();
    await granting(reader, [
      { topic: `${topic}/#`, qos: 2 },
      { topic: `${topic}/+`, qos: 1 },
    ]);
    await publish(await connect(), `${topic}/a`, 'x', { qos: 2 });
    const packet = await reader.next('publish');
    const copies = [packet.qos];
    reader.send({ cmd: packet.qos === 2 ? 'pubrec' : 'puback', messageId: packet.messageId ?? 0 });
    await reader.settle();
    for (const more of reader.inbox) if (more.cmd === 'publish') copies.push(more.qos);
    // Once at the highest, or once for each subscription.
    expect([[2], [1, 2]]).toContainEqual([...copies].sort());
  });

  it('[MQTT-3.8.4-4] is answered before the connection asks for more, many filters at once', async () => {
    const client = await connect();
    const topic = freshTopic();
    const asked = Array.from(
      { length: 100 },
      (_, index) => ({ topic: `${topic}/${index}`, qos: 1 }) as const,
    );
    expect(await granting(client, asked)).toEqual(asked.map(() => 1));
    await publish(client, `${topic}/99`, 'last', { qos: 1 });
    expect(await receiveText(client)).toBe('last');
  });

  it('of one client does not end that of another', async () => {
    const topic = freshTopic();
    const [first, second] = [await subscriber(topic), await subscriber(topic)];
    first.socket.destroy();
    await first.closed;
    await publish(await connect(), topic, 'x');
    expect(await receiveText(second)).toBe('x');
  });
});

describe('UNSUBSCRIBE', () => {
  it('[MQTT-3.10.4-2] ends what comes', async () => {
    const topic = freshTopic();
    const reader = await subscriber(topic, 1);
    reader.send({ cmd: 'unsubscribe', messageId: 7, unsubscriptions: [topic] });
    expect((await reader.next('unsuback')).messageId).toBe(7);
    await publish(await connect(), topic, 'x', { qos: 1 });
    expect(await received(reader, 0)).toEqual([]);
  });

  it('[MQTT-3.10.4-5] is answered also where nothing was subscribed', async () => {
    const client = await connect();
    client.send({ cmd: 'unsubscribe', messageId: 8, unsubscriptions: [freshTopic(), freshTopic()] });
    expect((await client.next('unsuback')).messageId).toBe(8);
  });

  it('[MQTT-3.10.4-1] ends only the very same filter', async () => {
    const topic = freshTopic();
    const reader = await subscriber(`${topic}/+`);
    reader.send({ cmd: 'unsubscribe', messageId: 9, unsubscriptions: [`${topic}/#`, `${topic}/a`] });
    await reader.next('unsuback');
    await publish(await connect(), `${topic}/a`, 'x');
    expect(await receiveText(reader)).toBe('x');
  });

  it('[MQTT-3.10.4-6] ends several at once', async () => {
    const topic = freshTopic();
    const reader = await connect();
    const filters = [`${topic}/a`, `${topic}/b`, `${topic}/c`];
    await granting(
      reader,
      filters.map((filter) => ({ topic: filter, qos: 0 })),
    );
    reader.send({ cmd: 'unsubscribe', messageId: 10, unsubscriptions: filters.slice(0, 2) });
    await reader.next('unsuback');
    const sender = await connect();
    for (const filter of filters) await publish(sender, filter, filter);
    expect(await received(reader, 1)).toEqual([filters[2]]);
  });
});

describe('bytes in pieces', () => {
  it('are the same packets', async () => {
    const client = raw();
    for (const byte of connectBytes()) client.socket.write(Buffer.from([byte]));
    await client.next('connack');
    const topic = freshTopic();
    await subscribe(client, topic);
    await publish(client, topic, 'x'.repeat(70_000));
    expect(await receiveText(client)).toHaveLength(70_000);
  });
});
