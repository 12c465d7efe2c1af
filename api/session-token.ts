// A session is a signed statement that needs no table: who, until when, and of which generation of their password.
import { z } from 'zod';
import type { EpochMs } from '../core/time.ts';
import { signedText, signText } from './signed-text.ts';

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

/** The claim is signed, not hidden. */
export function issueSessionToken(key: Uint8Array, claim: SessionClaim): string {
  return signText(key, JSON.stringify(claim));
}

/** What a token claims; `null` where it was not signed with `key`, is no session's or has expired at `now`. */
export function readSessionToken(key: Uint8Array, token: string, now: EpochMs): SessionClaim | null {
  // Only what was signed here is parsed; other things are signed with the same key.
  const text = signedText(key, token);
  const claim = text === null ? null : payloadSchema.safeParse(JSON.parse(text)).data;
  return claim != null && claim.expires > now ? claim : null;
}
