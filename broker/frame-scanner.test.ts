import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameScanner, packetTypes } from './frame-scanner.ts';
import { bytesOf, connectPacket, publishPacket } from './testing/raw-client.ts';

const limits = { connectBytes: 100, packetBytes: 1_000 };
const connect = bytesOf(connectPacket('d1', 'secret'));
const all = () => true;

describe('the frame scanner', () => {
  it('finds the same packets however the bytes are cut, and stops where one is not admitted', () => {
    const packets = [
      connect,
      bytesOf({ cmd: 'pingreq' }),
      bytesOf(publishPacket('a/b', 'x'.repeat(300))),
      bytesOf(publishPacket('a', '')),
      bytesOf({ cmd: 'disconnect' }),
    ];
    const bytes = Buffer.concat(packets);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), fc.nat(4), (cuts, stopAt) => {
        const scanner = new FrameScanner(limits);
        const types: number[] = [];
        let asked = 0;
        let let_in = 0;
        let refusedOnce = false;
        const admit = (type: number) => {
          if (asked === stopAt && !refusedOnce) {
            refusedOnce = true;
            return false;
          }
          asked += 1;
          types.push(type);
          return true;
        };
        let at = 0;
        for (let index = 0; at < bytes.length; index += 1) {
          const chunk = bytes.subarray(at, at + (cuts[index % cuts.length] ?? 1));
          const first = scanner.scan(chunk, 0, admit);
          expect(first.problem).toBeNull();
          const again = scanner.scan(chunk, first.to, admit);
          let_in += again.to;
          at += chunk.length;
        }
        expect(let_in).toBe(bytes.length);
        expect(types).toEqual([1, 12, 3, 3, 14]);
        expect(scanner.isInFrame).toBe(false);
      }),
    );
  });

  it.each([
    ['another packet before CONNECT', bytesOf({ cmd: 'pingreq' }), 'not_connect'],
    ['no MQTT at all', Buffer.from('GET / HTTP/1.1\r\n'), 'not_connect'],
    ['a CONNECT that is too large', Buffer.from([0x10, 0x80, 0x01]), 'too_large'],
    ['a length of five bytes', Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80]), 'malformed'],
    ['a reserved type', Buffer.concat([connect, Buffer.from([0xf0, 0])]), 'malformed'],
    ['a packet that is too large', Buffer.concat([connect, Buffer.from([0x30, 0xe9, 0x07])]), 'too_large'],
  ])('reports %s', (_, bytes, problem) => {
    expect(new FrameScanner(limits).scan(bytes, 0, all).problem).toBe(problem);
  });

  it('takes packets as large as the limit', () => {
    const scanner = new FrameScanner(limits);
    const largest = Buffer.concat([Buffer.from([packetTypes.publish << 4, 0xe8, 0x07]), Buffer.alloc(1_000)]);
    expect(scanner.scan(Buffer.concat([connect, largest]), 0, all)).toEqual({
      to: connect.length + largest.length,
      problem: null,
    });
  });
});
