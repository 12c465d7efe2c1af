// A session is a signed statement that needs no table: who, until when, and of which generation of their password.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { EpochMs } from '../core/time.ts';

const payloadSchema = z.strictObject({
  id: z.string(),
  username: z.string(),
  generation: z.number().int(),
  /** Epoch ms. */
  expires: z.number(),
});

export interface SessionClaim {
  /** Tells apart sessions of one user that began in the same instant. */
  readonly id: string;
  readonly username: string;
  /** That of the user when the session began; a change of password or role ends it. */
  readonly generation: number;
  readonly expires: EpochMs;
}

function signature(key: Uint8Array, payload: string): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}

/** `payload.signature`, both base64url. The claim is signed, not hidden. */
export function issueSessionToken(key: Uint8Array, claim: SessionClaim): string {
  const payload = Buffer.from(JSON.stringify(claim)).toString('base64url');
  return `${payload}.${signature(key, payload).toString('base64url')}`;
}

/** What a token claims; `null` where it was not signed with `key` or has expired at `now`. */
export function readSessionToken(key: Uint8Array, token: string, now: EpochMs): SessionClaim | null {
  const [payload = '', given = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  const expected = signature(key, payload);
  const givenBytes = Buffer.from(given, 'base64url');
  if (givenBytes.length !== expected.length || !timingSafeEqual(givenBytes, expected)) return null;
  // Only what was signed here is parsed.
  const claim = payloadSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return claim.expires > now ? claim : null;
}
