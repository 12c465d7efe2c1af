// What leaves with a notice: in place of the console's page, for a unit, the page that confirms its receipt without a
// login.
import { receiptToken } from '../../api/receipt-token.ts';
import type { NoticeBody } from '../../core/notice.ts';
import type { CommittedEvent } from '../../core/ports.ts';

/** `key`: the one that signs sessions. Any other event comes back as it is. */
export function withReceiptPath(event: CommittedEvent, key: Uint8Array): CommittedEvent {
  if (event.kind !== 'notice') return event;
  const token = receiptToken(key, event.body as NoticeBody);
  if (token === null) return event;
  return { ...event, body: { ...event.body, path: `/api/v1/receipts/${token}` } };
}
