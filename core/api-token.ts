// The token of a program that calls the API in its own name: what it may do is a role, as with a person.
import { z } from 'zod';
import { roles } from './person.ts';
import { idSchema } from './registry.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

/** What is asked for; the token itself stays with whoever made it. */
export const newApiTokenSchema = z.strictObject({
  name: idSchema,
  role: z.enum(roles),
  unitId: idSchema.nullable(),
  /** SHA-256 of the token, in hex. */
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Epoch ms; `null` for never. */
  expiresAt: z.number().nullable(),
});

export interface ApiToken extends z.infer<typeof newApiTokenSchema> {
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly revokedAt: EpochMs | null;
}

export function isTokenValid({ expiresAt, revokedAt }: ApiToken, now: EpochMs): boolean {
  return revokedAt === null && (expiresAt === null || expiresAt > now);
}

/** The token as the API shows it: without anything that opens a door. */
export function apiTokenJson(token: ApiToken) {
  return {
    name: token.name,
    role: token.role,
    unit_id: token.unitId,
    created_at: formatInstant(token.createdAt),
    created_by: token.createdBy,
    expires_at: formatInstantOrNull(token.expiresAt),
    revoked_at: formatInstantOrNull(token.revokedAt),
  };
}
