// Outages, newest first, as they were written for the API.
import type { Json, OutageFilter, Page } from '../../core/ports.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface OutageRow {
  readonly id: string;
  readonly detected_at: number;
  readonly body: string;
}

const order: ListOrder = { columns: ['detected_at', 'id'], kinds: ['number', 'string'], newestFirst: true };

export function listOutages(db: Database, filter: OutageFilter): Page<Json> {
  const conditions = new Conditions();
  if (filter.open !== undefined) conditions.add(`ended_at IS ${filter.open ? '' : 'NOT '}NULL`);
  const { where, values } = conditions.after(order, filter.cursor);
  const rows = db.prepare<OutageRow>(
    `SELECT id, detected_at, body FROM outages ${where} ${orderBy(order)} LIMIT ?`,
  );
  return pageOf(
    rows.all(...values, filter.limit + 1),
    filter.limit,
    ({ detected_at, id }) => [detected_at, id],
    ({ body }) => JSON.parse(body) as Json,
  );
}
