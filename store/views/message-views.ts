// What became of messages: the counts of all or one device, and what could not be used.
import type { Label } from '../../core/label.ts';
import type { Json, Page, QuarantineFilter } from '../../core/ports.ts';
import type { Rejection } from '../../core/result.ts';
import { storedWords } from '../../core/said.ts';
import { formatInstant, formatInstantOrNull } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface AccountingRow {
  readonly stored: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly readings_stored: number;
  readonly readings_duplicate: number;
  readonly readings_late: number;
  readonly evaluated: number;
  readonly missing: number;
}

const sums = [
  'stored',
  'duplicate',
  'quarantined',
  'readings_stored',
  'readings_duplicate',
  'readings_late',
  'evaluated',
  'missing',
]
  .map((column) => `coalesce(sum(${column}), 0) AS ${column}`)
  .join(', ');

const noCounts: AccountingRow = {
  stored: 0,
  duplicate: 0,
  quarantined: 0,
  readings_stored: 0,
  readings_duplicate: 0,
  readings_late: 0,
  evaluated: 0,
  missing: 0,
};

/** Of one device, zeros where it never sent anything; or of all, those that are not registered included. */
export function accountingOf(db: Database, deviceId: string | null): Json {
  const all = `SELECT ${sums} FROM accounting`;
  const row =
    deviceId === null
      ? db.prepare<AccountingRow>(all).get()
      : db
          .prepare<AccountingRow>(`${all} WHERE device = (SELECT id FROM device_ids WHERE name = ?)`)
          .get(deviceId);
  const { stored, duplicate, quarantined, ...counts } = row ?? noCounts;
  const received = stored + duplicate + quarantined;
  return {
    // A count is committed together with its message, and what is committed is acknowledged.
    messages: { received, acknowledged: received, stored, duplicate, quarantined },
    readings: {
      stored: counts.readings_stored,
      duplicate: counts.readings_duplicate,
      late: counts.readings_late,
    },
    evaluated: counts.evaluated,
    missing: Math.max(0, counts.missing),
    ...(deviceId === null ? {} : { newest_reading_at: newestReadingAt(db, deviceId) }),
    outlets: {},
  };
}

function newestReadingAt(db: Database, deviceId: string): string | null {
  const newest = db.prepare<{ at: number | null }>(
    'SELECT max(at) AS at FROM latest WHERE device = (SELECT id FROM device_ids WHERE name = ?)',
  );
  return formatInstantOrNull(newest.get(deviceId)?.at ?? null);
}

interface QuarantineRow {
  readonly position: number;
  readonly device_id: string | null;
  readonly claimed_id: string | null;
  readonly by: string;
  readonly topic: string;
  readonly received_at: number;
  readonly rejections: string;
  readonly payload: Uint8Array;
}

/** Older releases kept the details in English alone. */
type StoredRejection = Pick<Rejection, 'reason'> & { readonly detail: Label | string };

const order: ListOrder = { columns: ['position'], kinds: ['number'], newestFirst: true };

/** Payload bytes on one page; a page of large messages is shorter than its limit. */
const maxPageBytes = 4 * 1024 * 1024;

export function listQuarantine(db: Database, filter: QuarantineFilter): Page<Json> {
  const conditions = new Conditions()
    .equal('device_id', filter.deviceId)
    .equal('claimed_id', filter.claimedId)
    .after(order, filter.cursor);
  if (filter.reason !== undefined) {
    conditions.add(
      "EXISTS (SELECT 1 FROM json_each(rejections) WHERE json_extract(value, '$.reason') = ?)",
      filter.reason,
    );
  }
  const { where, values } = conditions;
  const rows = db.prepare<QuarantineRow>(`SELECT * FROM quarantine ${where} ${orderBy(order)} LIMIT ?`);
  const taken: QuarantineRow[] = [];
  let shown = 0;
  let bytes = 0;
  for (const row of rows.iterate(...values, filter.limit + 1)) {
    taken.push(row);
    bytes += row.payload.length;
    if (bytes > maxPageBytes && shown > 0) break;
    shown += 1;
  }
  return pageOf(taken, Math.min(shown, filter.limit), ({ position }) => [position], quarantineJson);
}

function quarantineJson(row: QuarantineRow): Json {
  return {
    id: String(row.position),
    device_id: row.device_id,
    claimed_id: row.claimed_id,
    by: row.by,
    topic: row.topic,
    received_at: formatInstant(row.received_at),
    reasons: (JSON.parse(row.rejections) as StoredRejection[]).map(({ reason, detail }) => ({
      ...{ reason, detail: storedWords(detail) },
    })),
    ...payloadJson(row.payload),
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The bytes of a message as people and programs look at them. */
export function payloadJson(payload: Uint8Array): Json {
  return { payload: textOrNull(payload), payload_base64: Buffer.from(payload).toString('base64') };
}

/** The payload as text, `null` where it is none. */
function textOrNull(payload: Uint8Array): string | null {
  try {
    return decoder.decode(payload);
  } catch {
    return null;
  }
}
