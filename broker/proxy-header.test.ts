import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProxyHeader } from './proxy-header.ts';

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const ipv4 = Buffer.concat([
  signature,
  Buffer.from('2111000cc0000207c63364010d8007 5b'.replace(' ', ''), 'hex'),
]);
const ipv6 = Buffer.concat([
  signature,
  Buffer.from('21210024', 'hex'),
  Buffer.from('20010db8000000000000000000000007', 'hex'),
  Buffer.alloc(16),
  Buffer.from('0d80075b', 'hex'),
]);
const local = Buffer.concat([signature, Buffer.from('20000000', 'hex')]);

describe('a PROXY header', () => {
  it.each([
    ['version 1 over IPv4', Buffer.from('PROXY TCP4 192.0.2.7 198.51.100.1 3456 1883\r\n'), '192.0.2.7'],
    ['version 1 over IPv6', Buffer.from('PROXY TCP6 2001:db8::7 2001:db8::1 3456 1883\r\n'), '2001:db8::7'],
    ['version 1 of a health check', Buffer.from('PROXY UNKNOWN\r\n'), null],
    ['version 2 over IPv4', ipv4, '192.0.2.7'],
    ['version 2 over IPv6', ipv6, '2001:db8:0:0:0:0:0:7'],
    ['version 2 of a health check', local, null],
  ])('of %s is read whole, however it is cut, and nothing behind it', (_, header, address) => {
    const more = Buffer.concat([header, Buffer.from([0x10, 0x0c])]);
    expect(parseProxyHeader(more)).toEqual({ kind: 'header', address, bytes: header.length });
    for (let length = 0; length < header.length; length += 1) {
      expect(parseProxyHeader(header.subarray(0, length))).toEqual({ kind: 'incomplete' });
    }
  });

  it.each([
    ['a CONNECT', Buffer.from([0x10, 0x0c])],
    ['a line without end', Buffer.from(`PROXY TCP4 ${'1'.repeat(120)}`)],
    ['a line with too few words', Buffer.from('PROXY TCP4 192.0.2.7\r\n')],
    ['words for an address', Buffer.from('PROXY TCP4 somewhere 198.51.100.1 3456 1883\r\n')],
    ['another version', Buffer.concat([signature, Buffer.from('31110000', 'hex')])],
    ['too few address bytes', Buffer.concat([signature, Buffer.from('21110004c0000207', 'hex')])],
    ['a body without end', Buffer.concat([signature, Buffer.from('2111ffff', 'hex')])],
  ])('is not %s', (_, bytes) => expect(parseProxyHeader(bytes)).toEqual({ kind: 'invalid' }));

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (tail, isVersion2) => {
        const { kind } = parseProxyHeader(
          Buffer.concat([isVersion2 ? signature : Buffer.from('PROXY '), tail]),
        );
        expect(['incomplete', 'invalid', 'header']).toContain(kind);
      }),
    );
  });
});
