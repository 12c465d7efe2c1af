// What the link of a notice bears: which notice it was and to whom it was sent. It opens nothing but the receipt.
import { z } from 'zod';
import type { NoticeBody } from '../core/notice.ts';
import { dayMs, type EpochMs, parseInstant } from '../core/time.ts';
import { signedText, signText } from './signed-text.ts';

/** A notice is history after that. */
const validMs = 60 * dayMs;

const receiptSchema = z.strictObject({
  receipt: z.string(),
  case: z.string(),
  unit: z.string(),
  user: z.string().nullable(),
  expires: z.number(),
});
type ReceiptClaim = z.infer<typeof receiptSchema>;

/** `null` for a notice that nobody has to confirm: one without a case, or for the command centre. */
export function receiptToken(key: Uint8Array, notice: NoticeBody): string | null {
  const { id, case_id: caseId, unit_id: unitId, username } = notice;
  if (caseId === null || unitId === null) return null;
  const expires = (parseInstant(notice.at) ?? 0) + validMs;
  const claim: ReceiptClaim = { receipt: id, case: caseId, unit: unitId, user: username, expires };
  return signText(key, JSON.stringify(claim));
}

/** What a token claims; `null` where it was not signed with `key`, is no receipt's or has expired at `now`. */
export function readReceiptToken(key: Uint8Array, token: string, now: EpochMs): ReceiptClaim | null {
  const text = signedText(key, token);
  const claim = text === null ? null : receiptSchema.safeParse(JSON.parse(text)).data;
  return claim != null && claim.expires > now ? claim : null;
}
