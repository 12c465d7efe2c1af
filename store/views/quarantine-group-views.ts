// What lies in quarantine, counted by reason and device: what is wrong once is wrong a thousand times.
import type { Label } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import { storedWords } from '../../core/said.ts';
import { formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';

interface GroupRow {
  readonly reason: string;
  readonly device_id: string | null;
  readonly claimed_id: string | null;
  readonly messages: number;
  readonly first_at: number;
  readonly last_at: number;
  /** JSON. */
  readonly detail: string;
  readonly last_position: number;
}

const groupsMax = 1_000;
/** The newest messages are looked at: others wait while they are counted. */
const messagesMax = 50_000;

export function listQuarantineGroups(db: Database): Json[] {
  // A message counts once in each reason, however many of its values have it. With max() alone, SQLite takes the bare
  // columns from the row that has it: the detail is that of the last message.
  const rows = db.prepare<GroupRow>(
    `WITH told AS (
       SELECT q.position, q.device_id, q.claimed_id, q.received_at,
         json_extract(r.value, '$.reason') AS reason, r.value -> '$.detail' AS detail
       FROM (SELECT position, device_id, claimed_id, received_at, rejections FROM quarantine
             ORDER BY position DESC LIMIT ${messagesMax}) q, json_each(q.rejections) r
       GROUP BY q.position, 5),
     last AS (
       SELECT reason, device_id, claimed_id, detail, max(position) AS last_position
       FROM told GROUP BY 1, 2, 3)
     SELECT t.reason, t.device_id, t.claimed_id, count(*) AS messages, min(t.received_at) AS first_at,
       max(t.received_at) AS last_at, l.detail, l.last_position
     FROM told t JOIN last l ON l.reason = t.reason AND l.device_id IS t.device_id AND l.claimed_id IS t.claimed_id
     GROUP BY 1, 2, 3 ORDER BY messages DESC, t.reason, t.device_id, t.claimed_id LIMIT ${groupsMax}`,
  );
  return rows.all().map(({ first_at, last_at, last_position, detail, ...group }) => ({
    ...group,
    detail: storedWords(JSON.parse(detail) as Label | string),
    first_at: formatInstant(first_at),
    last_at: formatInstant(last_at),
    last_id: String(last_position),
  }));
}
