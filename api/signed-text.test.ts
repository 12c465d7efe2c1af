import { expect, test } from 'vitest';
import { signedText, signText } from './signed-text.ts';

const key = new Uint8Array(32).fill(7);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

test('what was signed is read again', () => {
  expect(signedText(key, signText(key, '井盖'))).toBe('井盖');
});

test('no other spelling of a token is one, whatever its last letter', () => {
  const token = signText(key, 'claim');
  const twins = [...alphabet].map((last) => token.slice(0, -1) + last).filter((twin) => twin !== token);
  expect(twins.map((twin) => signedText(key, twin))).toEqual(twins.map(() => null));
});
