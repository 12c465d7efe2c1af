// Proposals of zeros, newest first, as they were written for the API.
import type { Json, Page, ZeroProposalFilter } from '../../core/ports.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface ProposalRow {
  readonly id: string;
  readonly made_at: number;
  readonly body: string;
}

const order: ListOrder = { columns: ['made_at', 'id'], kinds: ['number', 'string'], newestFirst: true };

export function listZeroProposals(db: Database, filter: ZeroProposalFilter): Page<Json> {
  const { where, values } = new Conditions()
    .equal('device_id', filter.deviceId)
    .equal('state', filter.state)
    .after(order, filter.cursor);
  const rows = db.prepare<ProposalRow>(
    `SELECT id, made_at, body FROM zero_proposals ${where} ${orderBy(order)} LIMIT ?`,
  );
  return pageOf(
    rows.all(...values, filter.limit + 1),
    filter.limit,
    ({ id, made_at }) => [made_at, id],
    ({ body }) => JSON.parse(body) as Json,
  );
}

export function findZeroProposal(db: Database, id: string): Json | null {
  const row = db.prepare<{ body: string }>('SELECT body FROM zero_proposals WHERE id = ?').get(id);
  return row === undefined ? null : (JSON.parse(row.body) as Json);
}
