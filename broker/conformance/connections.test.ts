import { describe, expect, it } from 'vitest';
import { bytesOf, connectPacket } from '../testing/raw-client.ts';
import {
  breakOff,
  connect,
  connectBytes,
  connected,
  freshId,
  freshTopic,
  leave,
  publish,
  raw,
  receiveText,
  subscribe,
  subscriber,
  underTest,
} from './clients.ts';
import { tester } from './target.ts';

underTest();

/** CONNECT by hand: protocol name, level, flags, keepalive and payload as text fields. */
function connectByHand(name: string, level: number, flags: number, ...fields: readonly string[]): Buffer {
  const text = (value: string) =>
    Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), Buffer.from(value)]);
  const body = Buffer.concat([text(name), Buffer.from([level, flags, 0, 60]), ...fields.map(text)]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

async function isShownOut(bytes: Buffer): Promise<void> {
  const client = raw();
  client.socket.write(bytes);
  await client.closed;
  expect(client.inbox.filter((packet) => packet.cmd === 'connack' && packet.returnCode === 0)).toEqual([]);
}

describe('CONNECT', () => {
  it('[MQTT-3.1.0-1] comes first: anything else closes the connection', async () => {
    await isShownOut(bytesOf({ cmd: 'pingreq' }));
    await isShownOut(bytesOf({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'c/a', qos: 0 }] }));
  });

  it('[MQTT-3.1.0-2] comes once: a second one closes the connection', async () => {
    const client = await connect();
    client.socket.write(connectBytes());
    await client.closed;
  });

  it('[MQTT-3.1.2-1] with another protocol name closes the connection', async () => {
    await isShownOut(connectByHand('MQTX', 4, 0xc2, freshId(), tester.name, tester.secret));
  });

  it('[MQTT-3.1.2-2] of an unacceptable level is answered with 0x01, and the connection closes', async () => {
    const client = raw();
    client.socket.write(connectByHand('MQTT', 99, 0xc2, freshId(), tester.name, tester.secret));
    expect(await client.next('connack')).toMatchObject({ returnCode: 1 });
    await client.closed;
  });

  it('[MQTT-3.1.2-3] with its reserved flag set closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0xc3, freshId(), tester.name, tester.secret));
  });

  it('[MQTT-3.1.2-14] with a will of QoS 3 closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0xde, freshId(), 'c/will', 'w', tester.name, tester.secret));
  });

  it('[MQTT-3.1.2-13] with a QoS for a will that is not there closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0xca, freshId(), tester.name, tester.secret));
  });

  it('[MQTT-3.1.2-22] with a password and no user name closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0x42, freshId(), tester.secret));
  });

  it('[MQTT-3.1.3-3] without its client id closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0x02));
  });

  it('[MQTT-3.1.3-5] takes client ids of 1 to 23 letters and digits', async () => {
    for (const clientId of ['a', 'abcdefghijklmnopqrstuvw', 'ABCXYZ0123456789']) {
      await leave(await connect({ clientId }));
    }
  });

  it('[MQTT-3.1.3-6] without a client id gets a name of its own where its session is clean', async () => {
    const clients = [await connect({ clientId: '' }), await connect({ clientId: '' })];
    for (const client of clients) await client.settle();
  });

  it('[MQTT-3.1.3-8] without a client id is refused with 0x02 where its session is to be kept', async () => {
    const client = raw();
    client.socket.write(connectByHand('MQTT', 4, 0xc0, '', tester.name, tester.secret));
    expect(await client.next('connack')).toMatchObject({ returnCode: 2 });
    await client.closed;
  });

  it('[MQTT-3.1.4-2] of a client that is connected already closes the older connection', async () => {
    const clientId = freshId();
    const older = await connect({ clientId });
    const newer = await connect({ clientId });
    await older.closed;
    await newer.settle();
  });

  it('[MQTT-3.1.4-5] may be followed by more before CONNACK has come', async () => {
    const topic = freshTopic();
    const client = raw();
    client.send(
      connectPacket(tester.name, tester.secret, { clientId: freshId() }),
      { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 0 }] },
      { cmd: 'publish', topic, payload: 'soon', qos: 0, retain: false, dup: false },
    );
    // [MQTT-3.2.0-1]: CONNACK is the first packet that comes back.
    await client.next('suback');
    expect(client.inbox[0]?.cmd).toBe('connack');
    expect(await receiveText(client)).toBe('soon');
  });

  it('of MQTT 3.1 is taken', async () => {
    const client = raw();
    client.socket.write(connectByHand('MQIsdp', 3, 0xc2, freshId(), tester.name, tester.secret));
    expect(await client.next('connack')).toMatchObject({ returnCode: 0 });
    await client.settle();
  });

  it('[MQTT-1.5.3-2] with a NUL in its client id closes the connection', async () => {
    await isShownOut(connectByHand('MQTT', 4, 0xc2, 'a\0b', tester.name, tester.secret));
  });
});

describe('CONNACK', () => {
  it('[MQTT-3.2.2-1] says that no session is there where the session is clean', async () => {
    const clientId = freshId();
    await leave(await subscriber(freshTopic(), 1, { clientId, clean: false }));
    expect((await connected({ clientId, clean: true })).connack.sessionPresent).toBe(false);
  });

  it('[MQTT-3.2.2-2, -3] says whether a kept session is there', async () => {
    const clientId = freshId();
    const { client, connack } = await connected({ clientId, clean: false });
    expect(connack.sessionPresent).toBe(false);
    await subscribe(client, freshTopic(), 1);
    await leave(client);
    expect((await connected({ clientId, clean: false })).connack.sessionPresent).toBe(true);
  });
});

describe('the connection', () => {
  it('[MQTT-3.12.4-1] answers PINGREQ', async () => {
    await (await connect()).settle();
  });

  it('[MQTT-3.1.2-24] closes when one and a half times the keepalive pass in silence', async () => {
    await (await connect({ keepalive: 1 })).closed;
  });

  it('stays open as long as pings come within the keepalive', async () => {
    const silent = await connect({ keepalive: 1 });
    const pinging = await connect({ keepalive: 1 });
    const ping = setInterval(() => pinging.send({ cmd: 'pingreq' }), 300);
    await silent.closed;
    clearInterval(ping);
    await pinging.settle();
  });

  it('[MQTT-3.14.4-2] closes on DISCONNECT', async () => {
    await leave(await connect());
  });

  it.each([
    ['[MQTT-2.2.2-2] a PINGREQ with flags', [0xc1, 0]],
    ['[MQTT-3.14.1-1] a DISCONNECT with flags', [0xe1, 0]],
    ['[MQTT-3.6.1-1] a PUBREL without its flags', [0x60, 2, 0, 1]],
    ['[MQTT-3.8.1-1] a SUBSCRIBE without its flags', [0x80, 6, 0, 1, 0, 1, 0x63, 0]],
    ['[MQTT-3.10.1-1] an UNSUBSCRIBE without its flags', [0xa0, 5, 0, 1, 0, 1, 0x63]],
    ['[MQTT-3.8.3-3] a SUBSCRIBE without a filter', [0x82, 2, 0, 1]],
    ['[MQTT-3.10.3-2] an UNSUBSCRIBE without a filter', [0xa2, 2, 0, 1]],
    ['[MQTT-3.8.3-4] a SUBSCRIBE with QoS 3', [0x82, 6, 0, 1, 0, 1, 0x63, 3]],
    ['[MQTT-2.3.1-1] a SUBSCRIBE with packet id 0', [0x82, 6, 0, 0, 0, 1, 0x63, 0]],
    ['[MQTT-3.3.1-4] a PUBLISH with QoS 3', [0x36, 6, 0, 1, 0x63, 0, 1, 0x78]],
    ['[MQTT-2.3.1-1] a PUBLISH of QoS 1 with packet id 0', [0x32, 5, 0, 1, 0x63, 0, 0]],
    ['[MQTT-4.7.3-1] a PUBLISH without a topic', [0x30, 3, 0, 0, 0x78]],
    ['[MQTT-3.3.2-2] a PUBLISH to a wildcard', [0x30, 5, 0, 3, 0x63, 0x2f, 0x23]],
    ['[MQTT-1.5.3-2] a PUBLISH with a NUL in its topic', [0x30, 5, 0, 3, 0x63, 0x2f, 0x00]],
    ['[MQTT-1.5.3-1] a PUBLISH whose topic is no UTF-8', [0x30, 5, 0, 3, 0x63, 0x2f, 0xff]],
    ['[MQTT-4.8.0-1] a packet of type 0', [0x00, 0]],
    ['[MQTT-4.8.0-1] a packet of type 15', [0xf0, 0]],
    ['[MQTT-4.8.0-1] a length of five bytes', [0x30, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['[MQTT-4.8.0-1] a CONNACK from a client', [0x20, 2, 0, 0]],
  ])('%s closes the connection, and its will is published', async (_, bytes) => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    const will = { topic, payload: Buffer.from('broken'), qos: 0, retain: false } as const;
    const client = await connect({ will });
    client.socket.write(Buffer.from(bytes));
    await client.closed;
    expect(await receiveText(watch)).toBe('broken');
  });
});

describe('a will', () => {
  const willOf = (topic: string, more: { qos?: 0 | 1 | 2; retain?: boolean } = {}) => ({
    will: { topic, payload: Buffer.from('gone'), qos: 0, retain: false, ...more } as const,
  });

  it('[MQTT-3.1.2-8] is published when the connection breaks', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    await breakOff(await connect(willOf(topic)));
    expect(await receiveText(watch)).toBe('gone');
  });

  it('[MQTT-3.1.2-8] is published when the keepalive runs out', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    await connect({ ...willOf(topic), keepalive: 1 });
    expect(await receiveText(watch)).toBe('gone');
  });

  it('[MQTT-3.1.2-8] is published when a newer connection takes the place', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    const clientId = freshId();
    await connect({ ...willOf(topic), clientId });
    await connect({ clientId });
    expect(await receiveText(watch)).toBe('gone');
  });

  it('[MQTT-3.1.2-10] is not published after DISCONNECT', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    await leave(await connect(willOf(topic)));
    await publish(await connect(), topic, 'something else');
    expect(await receiveText(watch)).toBe('something else');
  });

  it.each([0, 1, 2] as const)('comes at its QoS %i', async (qos) => {
    const topic = freshTopic();
    const watch = await subscriber(topic, 2);
    await breakOff(await connect(willOf(topic, { qos })));
    expect(await watch.next('publish')).toMatchObject({ qos });
  });

  it('[MQTT-3.1.2-16] is not retained unless it says so', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    await breakOff(await connect(willOf(topic)));
    await receiveText(watch);
    const late = await subscriber(topic);
    await late.settle();
    expect(late.inbox).toEqual([]);
  });

  it('[MQTT-3.1.2-17] is retained where it says so', async () => {
    const topic = freshTopic();
    const watch = await subscriber(topic);
    await breakOff(await connect(willOf(topic, { retain: true })));
    await receiveText(watch);
    expect(await (await subscriber(topic)).next('publish')).toMatchObject({ retain: true });
  });

  it('reaches a reader that is away with a kept session', async () => {
    const topic = freshTopic();
    const clientId = freshId();
    await leave(await subscriber(topic, 1, { clientId, clean: false }));
    const watch = await subscriber(topic);
    await breakOff(await connect(willOf(topic, { qos: 1 })));
    await receiveText(watch);
    expect(await receiveText(await connect({ clientId, clean: false }))).toBe('gone');
  });
});
