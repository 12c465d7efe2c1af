import { expect, test } from 'vitest';
import { payloadText } from './payload-text.ts';

test('JSON gets its lines, other text stays, and bytes are hexadecimal', () => {
  const shown = (payload: string | null, payload_base64 = '') =>
    payloadText({ payload, payload_base64 }).text;
  expect(shown('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(shown('depth=4')).toBe('depth=4');
  expect(shown(null, btoa('\x00\xff'.repeat(9)))).toBe(`${Array(8).fill('00 ff').join(' ')}\n00 ff`);
});
