// Secrets of devices and accounts: long random texts, so one round of SHA-256 keeps them as safe as a slow
// hash would, and a storm of logins costs nothing. Written `sha256$<salt>$<hash>`, both base64url.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const hashBytes = 32;

/** A new secret of 144 random bits, 24 characters of base64url. */
export function newSecret(): string {
  return randomBytes(18).toString('base64url');
}

/** The stored form of a secret. `salt`: 16 random bytes unless given. */
export function hashSecret(secret: string, salt: Uint8Array = randomBytes(16)): string {
  return `sha256$${Buffer.from(salt).toString('base64url')}$${digest(salt, secret).toString('base64url')}`;
}

/** Whether `secret` is the one that was hashed, in the same time for every wrong one. False for a hash of another form. */
export function verifySecret(secret: string | Uint8Array, hash: string): boolean {
  const [scheme, salt, expected, ...rest] = hash.split('$');
  if (scheme !== 'sha256' || salt === undefined || expected === undefined || rest.length > 0) return false;
  const expectedBytes = Buffer.from(expected, 'base64url');
  if (expectedBytes.length !== hashBytes) return false;
  return timingSafeEqual(digest(Buffer.from(salt, 'base64url'), secret), expectedBytes);
}

function digest(salt: Uint8Array, secret: string | Uint8Array): Buffer {
  return createHash('sha256').update(salt).update(secret).digest();
}
