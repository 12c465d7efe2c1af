// Whom the hub told about a case and who has opened it: notices as they left, beside the receipts of the timeline.
import type { NoticeBody } from '../../core/notice.ts';
import type { Json } from '../../core/ports.ts';
import { parseInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { findCase } from './claim-views.ts';

interface Receipt {
  readonly at: string;
  readonly by: string;
  readonly note: string;
}

/** Notices older than the retention of events are gone; the timeline keeps what they led to. */
export function listCaseNotices(db: Database, caseId: string): Json[] {
  const subject = findCase(db, caseId);
  if (subject === null) return [];
  const timeline = subject.timeline as readonly (Receipt & { readonly action: string })[];
  const receipts = timeline.filter(({ action }) => action === 'receipt');
  // From the first event since the report on, so that the log is not read from its beginning.
  const first = db.prepare<{ id: number }>('SELECT id FROM events WHERE at >= ? ORDER BY at LIMIT 1');
  const rows = db.prepare<{ body: string }>(
    `SELECT body FROM events
     WHERE kind = 'notice' AND id >= ? AND body ->> '$.case_id' = ? ORDER BY id`,
  );
  const firstId = first.get(parseInstant(subject.reported_at) ?? 0)?.id ?? 0;
  return rows.all(firstId, caseId).map(({ body }) => {
    const { id, kind, unit_id, username, severity, quiet, title, text, at } = JSON.parse(body) as NoticeBody;
    const opened = receipts.find((receipt) => isOf(receipt, id));
    return {
      ...{ id, kind, unit_id, username, severity, quiet, title, text, at },
      opened_at: opened?.at ?? null,
      opened_by: opened?.by ?? null,
    };
  });
}

/** The entry's words name the notice; its id stands between blanks or ends the text. */
function isOf({ note }: Receipt, noticeId: string): boolean {
  return note.split(' ').includes(noticeId);
}
