// A password that the hub makes up for a person, to be shown once.
import { randomBytes } from 'node:crypto';

/** 96 random bits, 16 characters of base64url. */
export function newPassword(): string {
  return randomBytes(12).toString('base64url');
}
