import fc from 'fast-check';
import mqttPacket, { type Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import type { BrokerPacket } from './persistence/stored-packet.ts';
import { readPublish } from './publish-reader.ts';
import { bytesOf, publishPacket } from './testing/raw-client.ts';

/** As `mqtt-packet` reads it; `null` where it cannot. */
function readByLibrary(bytes: Buffer): Packet | null {
  const parser = mqttPacket.parser({ protocolVersion: 4 });
  let read: Packet | null = null;
  parser.on('packet', (packet) => {
    read = packet;
  });
  parser.on('error', () => {});
  parser.parse(bytes);
  return read;
}

/** The fields that both know. */
function fieldsOf({ topic, payload, qos, retain, dup, messageId }: BrokerPacket) {
  return { topic, payload, qos, retain, dup, messageId };
}

/** Behind a byte of the packet before it; `length` in one byte. */
function readHere(packet: Buffer): BrokerPacket | null {
  const bytes = Buffer.concat([Buffer.from([0]), packet, Buffer.from('next')]);
  return readPublish(packet[0] ?? 0, bytes, 3, 1 + packet.length);
}

describe('the reader of PUBLISH', () => {
  it('reads what the library reads', () => {
    const message = fc.record({
      topic: fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      payload: fc.uint8Array({ maxLength: 60 }),
      qos: fc.constantFrom(0 as const, 1 as const, 2 as const),
      retain: fc.boolean(),
      dup: fc.boolean(),
      messageId: fc.integer({ min: 1, max: 65_535 }),
    });
    fc.assert(
      fc.property(message, ({ topic, payload, ...more }) => {
        const packet = bytesOf(publishPacket(topic, Buffer.from(payload), more));
        const read = readHere(packet);
        const byLibrary = readByLibrary(packet);
        expect(read && fieldsOf(read)).toEqual(byLibrary && fieldsOf(byLibrary as BrokerPacket));
      }),
    );
  });

  it('takes nothing whose topic or packet id reaches beyond its end', () => {
    const flags = fc.constantFrom(0x30, 0x32, 0x34, 0x3b);
    const topicBytes = fc.nat(24);
    fc.assert(
      fc.property(
        flags,
        topicBytes,
        fc.uint8Array({ minLength: 1, maxLength: 24 }),
        (first, length, rest) => {
          const packet = Buffer.from([first, 2 + rest.length, 0, length, ...rest]);
          const needed = length + (first === 0x30 ? 0 : 2);
          expect(readHere(packet) === null).toBe(needed > rest.length);
        },
      ),
    );
  });
});
