// The text that a program sends as its bearer token: random, and kept as its hash alone.
import { createHash, randomBytes } from 'node:crypto';
import type { ApiToken } from '../core/api-token.ts';
import type { User } from '../core/person.ts';

/** By this people, and programs that look for leaked secrets, know what it is. */
const prefix = 'slt_';
const secretBytes = 32;

export function newApiToken(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64url')}`;
}

export function isApiToken(text: string): boolean {
  return text.startsWith(prefix);
}

/** As long and random as it is, one round is enough. */
export function hashApiToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A program under a name that no person can have, for ids hold no slash. */
export function userOfToken({ name, role, unitId }: ApiToken): User {
  return { username: `token/${name}`, role, unitId, passwordHash: '', disabled: false, generation: 0 };
}
