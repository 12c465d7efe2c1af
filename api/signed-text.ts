// A statement that needs no table to be believed: text and its HMAC, both base64url. It is signed, not hidden.
import { createHmac, timingSafeEqual } from 'node:crypto';

function signature(key: Uint8Array, payload: string): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}

/** `payload.signature`. */
export function signText(key: Uint8Array, text: string): string {
  const payload = Buffer.from(text).toString('base64url');
  return `${payload}.${signature(key, payload)}`;
}

/** The text of a token; `null` where it was not signed with `key`. */
export function signedText(key: Uint8Array, token: string): string | null {
  const [payload = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  // As text: of several that decode to the same bytes one alone is the token, so that one that was ended has no twin.
  const expected = Buffer.from(signature(key, payload));
  const givenBytes = Buffer.from(given);
  if (givenBytes.length !== expected.length || !timingSafeEqual(givenBytes, expected)) return null;
  return Buffer.from(payload, 'base64url').toString();
}
