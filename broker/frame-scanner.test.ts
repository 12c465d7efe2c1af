import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameScanner, packetTypes } from './frame-scanner.ts';
import { bytesOf, connectPacket, publishPacket } from './testing/raw-client.ts';

const limits = { connectBytes: 100, packetBytes: 1_000 };
const connect = bytesOf(connectPacket('d1', 'secret'));

describe('the frame scanner', () => {
  const packets = [
    connect,
    bytesOf({ cmd: 'pingreq' }),
    bytesOf(publishPacket('a/b', 'x'.repeat(300))),
    bytesOf(publishPacket('a', '')),
    bytesOf({ cmd: 'disconnect' }),
  ];

  it('finds where each packet begins and ends', () => {
    const scanner = new FrameScanner(limits);
    const bytes = Buffer.concat(packets);
    const found: { readonly firstByte: number; readonly body: Buffer }[] = [];
    for (let at = 0; at < bytes.length; at = scanner.endAt) {
      expect(scanner.look(bytes, at)).toBe('whole');
      const { firstByte, bodyAt, endAt } = scanner;
      found.push({ firstByte, body: bytes.subarray(bodyAt, endAt) });
    }
    expect(found.map(({ firstByte }) => firstByte >> 4)).toEqual([1, 12, 3, 3, 14]);
    const lengths = [2, 2, 3, 2, 2];
    expect(found.map(({ body }) => body)).toEqual(packets.map((packet, i) => packet.subarray(lengths[i])));
  });

  it('asks for more of a packet that is cut anywhere, and never for more than it has', () => {
    const numbered = packets.map((packet, index) => [packet, index] as const);
    fc.assert(
      fc.property(fc.constantFrom(...numbered), fc.nat(400), ([packet, index], cut) => {
        fc.pre(cut > 0 && cut < packet.length);
        const scanner = new FrameScanner(limits);
        if (index > 0) scanner.look(connect, 0);
        expect(scanner.look(packet.subarray(0, cut), 0)).toBe('partial');
        expect(scanner.endAt).toBeGreaterThan(cut);
        expect(scanner.endAt).toBeLessThanOrEqual(packet.length);
        expect(scanner.look(packet, 0)).toBe('whole');
        expect(scanner.endAt).toBe(packet.length);
      }),
    );
  });

  it.each([
    ['another packet before CONNECT', null, bytesOf({ cmd: 'pingreq' }), 'not_connect'],
    ['no MQTT at all', null, Buffer.from('GET / HTTP/1.1\r\n'), 'not_connect'],
    ['a CONNECT that is too large', null, Buffer.from([0x10, 0x80, 0x01]), 'too_large'],
    ['a length of five bytes', null, Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80]), 'malformed'],
    ['a reserved type', connect, Buffer.from([0xf0, 0]), 'malformed'],
    ['a packet that is too large', connect, Buffer.from([0x30, 0xe9, 0x07]), 'too_large'],
  ])('reports %s', (_, before, bytes, problem) => {
    const scanner = new FrameScanner(limits);
    if (before !== null) scanner.look(before, 0);
    expect(scanner.look(bytes, 0)).toBe(problem);
  });

  it('takes packets as large as the limit', () => {
    const scanner = new FrameScanner(limits);
    scanner.look(connect, 0);
    const largest = Buffer.concat([Buffer.from([packetTypes.publish << 4, 0xe8, 0x07]), Buffer.alloc(1_000)]);
    expect(scanner.look(largest, 0)).toBe('whole');
  });
});
