import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bytesOf, connectPacket, publishPacket, type RawClient } from './testing/raw-client.ts';
import { brokersOfTest } from './testing/start-brokers.ts';
import { type TestBroker, testSecret } from './testing/test-broker.ts';

const start = brokersOfTest();
/** SLUICE_FUZZ_PACKETS=100000 for a long run; SLUICE_FUZZ_SEED to repeat one. */
const packets = Number(process.env.SLUICE_FUZZ_PACKETS ?? 3_000);
const seed = Number(process.env.SLUICE_FUZZ_SEED ?? 20_260_101);
const connectionsAtOnce = 16;
/** What the memory may grow by while half of the packets pass, bytes: a leak of 100 bytes a packet is more in a long run. */
const growthMax = 8 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of the heap that are in use. */
function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Mulberry32: small, seeded, even enough. */
function randomFrom(initial: number): (below: number) => number {
  let state = initial >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** The states of a connection that mutated packets meet. */
const states = [
  'before CONNECT',
  'within CONNECT',
  'logged in',
  'with a kept session',
  'subscribed',
  'between PUBREC and PUBREL',
  'within a message',
  'after DISCONNECT',
] as const;

const subscribePacket = bytesOf({
  cmd: 'subscribe',
  messageId: 4,
  subscriptions: [
    { topic: 'devices/d5/commands', qos: 2 },
    { topic: '#', qos: 0 },
  ],
});

const valid: readonly Buffer[] = [
  bytesOf(connectPacket('d5', testSecret, { clean: false })),
  bytesOf(
    connectPacket('d5', testSecret, {
      will: { topic: 'devices/d5/status', payload: Buffer.from('offline') } as never,
    }),
  ),
  bytesOf(publishPacket('devices/d5/telemetry', '{"depth_mm":1}')),
  bytesOf(publishPacket('devices/d5/telemetry', '{"depth_mm":1}', { qos: 1, messageId: 1 })),
  bytesOf(publishPacket('devices/d5/telemetry', '{"depth_mm":1}', { qos: 2, messageId: 2 })),
  bytesOf(publishPacket('devices/d5/status', 'online', { retain: true, qos: 1, messageId: 3 })),
  bytesOf({ cmd: 'pubrel', messageId: 2 }),
  bytesOf({ cmd: 'puback', messageId: 9 }),
  bytesOf({ cmd: 'pubrec', messageId: 9 }),
  bytesOf({ cmd: 'pubcomp', messageId: 9 }),
  subscribePacket,
  bytesOf({ cmd: 'unsubscribe', messageId: 5, unsubscriptions: ['devices/d5/commands'] }),
  bytesOf({ cmd: 'pingreq' }),
  bytesOf({ cmd: 'disconnect' }),
];

function mutated(original: Buffer, random: (below: number) => number): Buffer {
  const bytes = Buffer.from(original);
  const at = random(bytes.length);
  switch (random(8)) {
    case 0:
      bytes[at] = random(256);
      return bytes;
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8));
      return bytes;
    case 2:
      return bytes.subarray(0, at);
    case 3:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([random(256), random(256)]),
        bytes.subarray(at),
      ]);
    case 4:
      bytes[1] = random(256);
      return bytes;
    case 5:
      return Buffer.concat([bytes.subarray(0, at), bytes]);
    case 6:
      bytes.fill(random(2) === 0 ? 0 : 0xff, at);
      return bytes;
    default:
      return bytes;
  }
}

/** One connection: brought into some state by valid packets, then fed with mutated ones. Returns how many. */
async function attack(hub: TestBroker, random: (below: number) => number): Promise<number> {
  const client: RawClient = hub.raw();
  const state = states[random(states.length)];
  const device = `d${6 + random(10)}`;
  if (state !== 'before CONNECT' && state !== 'within CONNECT') {
    client.send(connectPacket(device, testSecret, { clean: state !== 'with a kept session' }));
  }
  if (state === 'within CONNECT') client.socket.write((valid[0] as Buffer).subarray(0, 1 + random(20)));
  if (state === 'subscribed') client.socket.write(subscribePacket);
  if (state === 'between PUBREC and PUBREL') {
    client.send(publishPacket(`devices/${device}/telemetry`, '{}', { qos: 2, messageId: 2 }));
  }
  if (state === 'within a message') {
    const message = bytesOf(
      publishPacket(`devices/${device}/telemetry`, '{"depth_mm":1}', { qos: 1, messageId: 1 }),
    );
    client.socket.write(message.subarray(0, 1 + random(message.length - 1)));
  }
  if (state === 'after DISCONNECT') client.send({ cmd: 'disconnect' });
  const count = 1 + random(12);
  const bytes = Array.from({ length: count }, () => mutated(valid[random(valid.length)] as Buffer, random));
  if (random(2) === 0) client.socket.write(Buffer.concat(bytes));
  else for (const one of bytes) client.socket.write(one);
  client.socket.end();
  await client.closed;
  return count;
}

describe('malformed packets', () => {
  it(`(${packets}, seed ${seed}) end with a hub that serves and keeps nothing of them`, async () => {
    const hub = await start({
      failedLogins: Number.POSITIVE_INFINITY,
      flapsPerMinute: Number.POSITIVE_INFINITY,
      deviceRate: null,
      connectTimeoutMs: 500,
    });
    // No single mutation of a login makes it this one's, whose place it would take.
    const control = await hub.client('d97');
    const random = randomFrom(seed);
    let sent = 0;
    const attackUntil = async (total: number) => {
      const worker = async () => {
        while (sent < total) sent += await attack(hub, random);
      };
      await Promise.all(Array.from({ length: connectionsAtOnce }, worker));
      await hub.fellTo('connections_open', 1);
      await hub.fellTo('in_flight', 0);
      // What the test itself keeps.
      hub.engine.records.splice(0);
      hub.log.splice(0);
      hub.forgetClosed();
      return heapUsed();
    };
    const before = await attackUntil(packets / 2);
    const after = await attackUntil(packets);
    expect(after - before).toBeLessThan(growthMax);
    control.send(publishPacket('devices/d97/telemetry', 'still here', { qos: 1, messageId: 1 }));
    await control.next('puback');
    expect(hub.broker.counters()).toMatchObject({
      clients_connected: 1,
      in_flight_bytes: 0,
      paused_clients: 0,
    });
    expect(sent).toBeGreaterThanOrEqual(packets);
  }, 3_600_000);
});
