// The control of traps.test.ts: aedes as it comes falls into each of the traps, so that the tests there have something
// to show. Where one of these fails, aedes has mended it, and what is built around it may go.
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { Aedes, type AedesOptions, type PublishPacket } from 'aedes';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bytesOf, connectPacket, publishPacket, RawClient } from './testing/raw-client.ts';

async function bareAedes(options: AedesOptions = {}): Promise<{ aedes: Aedes; raw: () => RawClient }> {
  const aedes = await Aedes.createBroker(options);
  const server = createServer(aedes.handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const clients: RawClient[] = [];
  onTestFinished(async () => {
    for (const { socket } of clients) socket.destroy();
    await new Promise<void>((resolve) => aedes.close(resolve));
    server.close();
  });
  const raw = () => {
    const client = new RawClient(port);
    clients.push(client);
    return client;
  };
  return { aedes, raw };
}

async function loggedIn(client: RawClient, name: string): Promise<RawClient> {
  client.send(connectPacket(name, 'x', { clientId: name }));
  await client.next('connack');
  return client;
}

async function subscribe(client: RawClient, topic: string, qos: 0 | 1): Promise<void> {
  client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos }] });
  await client.next('suback');
}

const message = (qos: 0 | 1, payload: string | Buffer): PublishPacket => ({
  ...{ cmd: 'publish', topic: 'a', payload, qos, retain: false, dup: false },
});

describe('aedes as it comes', () => {
  it('lets one frozen subscriber stall all others', async () => {
    const { aedes, raw } = await bareAedes({ drainTimeout: 60_000 });
    const frozen = await loggedIn(raw(), 'frozen');
    const reading = await loggedIn(raw(), 'reading');
    for (const reader of [frozen, reading]) await subscribe(reader, 'a', 0);
    frozen.socket.pause();
    const count = 1_000;
    for (let number = 0; number < count; number += 1) {
      aedes.publish(message(0, Buffer.alloc(32 * 1_024, 'x')), () => {});
    }
    // The broker answers pings, and still brings no more.
    let before = -1;
    while (before !== reading.inbox.length) {
      before = reading.inbox.length;
      for (let pings = 0; pings < 20; pings += 1) await reading.settle();
    }
    expect(reading.inbox.length).toBeLessThan(count);
  });

  it('loses a QoS 1 message that is published beside one of QoS 0', async () => {
    const { aedes, raw } = await bareAedes();
    const reader = raw();
    reader.send(connectPacket('reader', 'x', { clientId: 'reader', clean: false }));
    await reader.next('connack');
    await subscribe(reader, 'a', 1);
    aedes.publish(message(1, 'first'), () => {});
    aedes.publish(message(0, 'second'), () => {});
    expect((await reader.next('publish')).payload.toString()).toBe('second');
    for (let pings = 0; pings < 20; pings += 1) await reader.settle();
    expect(reader.inbox).toEqual([]);
  });

  it('keeps whatever comes before CONNECT', async () => {
    const { raw } = await bareAedes();
    const flood = raw();
    const length = 20 * 1_024 * 1_024;
    // A CONNECT of 256 MiB, as its first bytes say; all that comes of it is taken.
    flood.socket.write(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]));
    await new Promise<void>((resolve, reject) => {
      flood.socket.once('close', () => reject(new Error('closed')));
      flood.socket.write(Buffer.alloc(length), () => resolve());
    });
    expect(flood.socket.closed).toBe(false);
  });

  it('takes more at once than its bound, where packets come one by one', async () => {
    const { aedes, raw } = await bareAedes({ concurrency: 10 });
    let waiting = 0;
    aedes.authorizePublish = () => {
      waiting += 1;
    };
    const sender = await loggedIn(raw(), 'sender');
    const count = 200;
    for (let messageId = 1; messageId <= count; messageId += 1) {
      sender.socket.write(bytesOf(publishPacket('a', 'x', { qos: 1, messageId })));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await expect.poll(() => waiting).toBe(count);
  });

  it('closes a client whose backlog comes right behind CONNECT', async () => {
    const { aedes, raw } = await bareAedes();
    aedes.authenticate = (_client, _username, _password, done) => {
      setImmediate(() => setImmediate(() => done(null, true)));
    };
    const client = raw();
    const backlog = Array.from({ length: 900 }, (_, index) =>
      publishPacket('a', 'x', { qos: 1, messageId: index + 1 }),
    );
    client.send(connectPacket('device', 'x'), ...backlog);
    await client.closed;
    expect(client.inbox.filter(({ cmd }) => cmd === 'puback').length).toBeLessThan(backlog.length);
  });
});
