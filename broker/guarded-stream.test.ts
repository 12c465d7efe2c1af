import { once } from 'node:events';
import { type Duplex, duplexPair } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuardedStream, guardedStreamOptions, type StreamWatch } from './guarded-stream.ts';
import { defaultMqttLimits } from './mqtt-limits.ts';
import { bytesOf, connectPacket, publishPacket } from './testing/raw-client.ts';

const options = guardedStreamOptions(defaultMqttLimits, () => 0);

/** A guarded stream and its peer; what comes of it, in order: payloads of messages, and the rest as it was. */
function guarded(admit: StreamWatch['admit'] = () => true) {
  const [peer, raw] = duplexPair();
  const messages: string[] = [];
  const passed: Buffer[] = [];
  const stream = new GuardedStream(raw as Duplex, options, {
    admit,
    published: ({ payload }) => messages.push(String(payload)),
    malformed() {},
    overflowed() {},
  });
  stream.on('data', (bytes: Buffer) => passed.push(bytes));
  return { peer, stream, messages, passed: () => Buffer.concat(passed) };
}

const connect = bytesOf(connectPacket('d1', 'secret'));
const ping = bytesOf({ cmd: 'pingreq' });
const message = (text: string, qos: 0 | 1 | 2) =>
  bytesOf(publishPacket('devices/d1/telemetry', text, qos === 0 ? {} : { qos, messageId: 1 }));

describe('the guarded stream', () => {
  it('gives aedes what is no plain message, and the same however it comes in pieces and has to wait', async () => {
    const long = 'x'.repeat(300);
    const twice = message('two', 2);
    const bytes = Buffer.concat([connect, message('zero', 0), ping, message(long, 1), twice, message('', 0)]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        fc.array(fc.boolean(), { maxLength: 12 }),
        async (pieces, mayPass) => {
          const turns = [...mayPass];
          const { peer, stream, messages, passed } = guarded(() => turns.shift() ?? true);
          for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
            const length = pieces[piece % pieces.length] ?? 1;
            peer.write(bytes.subarray(at, at + length));
            at += length;
          }
          peer.end();
          const ended = once(stream, 'end');
          for (const _ of mayPass) {
            await new Promise((resolve) => setImmediate(resolve));
            stream.proceed();
          }
          await ended;
          expect(messages).toEqual(['zero', long, '']);
          expect(passed()).toEqual(Buffer.concat([connect, ping, twice]));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('puts a message together that comes byte by byte', async () => {
    const { peer, stream, messages } = guarded();
    const text = 'x'.repeat(5_000);
    peer.write(connect);
    for (const byte of message(text, 1)) peer.write(Buffer.from([byte]));
    peer.end();
    await once(stream, 'end');
    expect(messages).toEqual([text]);
  });

  it('sends the acknowledgements of one turn in one piece, in their order', async () => {
    const { peer, stream } = guarded();
    const pieces: Buffer[] = [];
    peer.on('data', (piece: Buffer) => pieces.push(piece));
    for (const messageId of [1, 513, 65_535]) stream.acknowledge(messageId);
    stream.end();
    await once(peer, 'end');
    expect(pieces).toEqual([Buffer.from([0x40, 2, 0, 1, 0x40, 2, 2, 1, 0x40, 2, 255, 255])]);
  });

  it('sends what was acknowledged also where it is destroyed in the same turn', async () => {
    const { peer, stream } = guarded();
    stream.acknowledge(7);
    stream.destroy();
    expect(await once(peer, 'data')).toEqual([Buffer.from([0x40, 2, 0, 7])]);
  });
});
