// Devices that nobody registered, each with the last message that may tell what it is.
import type { Json, Page, PageRequest } from '../../core/ports.ts';
import { formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';
import { payloadJson } from './message-views.ts';

interface UnknownDeviceRow {
  readonly id: string;
  readonly dev_eui: string | null;
  readonly family: string;
  readonly by: string;
  readonly messages: number;
  readonly first_at: number;
  readonly last_at: number;
  readonly waiting: number;
  readonly example_position: number;
  readonly topic: string | null;
  readonly received_at: number | null;
  readonly payload: Uint8Array | null;
}

const order: ListOrder = { columns: ['u.last_at', 'u.id'], kinds: ['number', 'string'], newestFirst: true };

const select = `
  SELECT u.*, q.topic, q.received_at, q.payload,
    (SELECT count(*) FROM quarantine w WHERE w.claimed_id = u.id) AS waiting
  FROM unknown_devices u
  LEFT JOIN quarantine q ON q.position = u.example_position`;

export function listUnknownDevices(db: Database, page: PageRequest): Page<Json> {
  const { where, values } = new Conditions().after(order, page.cursor);
  const rows = db.prepare<UnknownDeviceRow>(`${select} ${where} ${orderBy(order)} LIMIT ?`);
  return pageOf(
    rows.all(...values, page.limit + 1),
    page.limit,
    ({ last_at, id }) => [last_at, id],
    unknownDeviceJson,
  );
}

export function findUnknownDevice(db: Database, id: string): Json | null {
  const row = db.prepare<UnknownDeviceRow>(`${select} WHERE u.id = ?`).get(id);
  return row === undefined ? null : unknownDeviceJson(row);
}

function unknownDeviceJson(row: UnknownDeviceRow): Json {
  return {
    id: row.id,
    dev_eui: row.dev_eui,
    format: row.family,
    by: row.by,
    messages: row.messages,
    waiting: row.waiting,
    first_seen_at: formatInstant(row.first_at),
    last_seen_at: formatInstant(row.last_at),
    example: exampleJson(row),
  };
}

/** `null` where retention dropped it, or it was used meanwhile. */
function exampleJson({ example_position, topic, received_at, payload }: UnknownDeviceRow): Json | null {
  if (topic === null || received_at === null || payload === null) return null;
  return {
    id: String(example_position),
    topic,
    received_at: formatInstant(received_at),
    ...payloadJson(payload),
  };
}
