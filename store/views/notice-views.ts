// Rules, case tables, people and accounts without their secrets; who did what; and committed events for a stream that resumes.
import type { CaseTableView, OutboxKind, RuleView } from '../../core/effects.ts';
import type { Account, User } from '../../core/person.ts';
import type { AuditFilter, CommittedEvent, Json, KeptAuditEntry, Page } from '../../core/ports.ts';
import { formatInstant } from '../../core/time.ts';
import type { AuditLink } from '../audit-chain.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

export function listRules(db: Database): Json[] {
  return bodies<RuleView>(db, 'rules').map(({ id, version, definition }) => ({ id, version, definition }));
}

export function listCaseTables(db: Database): Json[] {
  return bodies<CaseTableView>(db, 'case_tables').map((table) => ({
    ...table,
    changed_at: formatInstant(table.changed_at),
  }));
}

export function listUsers(db: Database): Json[] {
  return bodies<User>(db, 'users').map(({ username, role, unitId, disabled }) => ({
    username,
    role,
    unit_id: unitId,
    disabled,
  }));
}

export function listAccounts(db: Database): Json[] {
  return bodies<Account>(db, 'accounts').map(({ name, publish, subscribe }) => ({
    name,
    publish,
    subscribe,
  }));
}

function bodies<Row>(db: Database, table: 'rules' | 'case_tables' | 'users' | 'accounts'): Row[] {
  const rows = db.prepare<{ body: string }>(`SELECT body FROM ${table} ORDER BY id`);
  return rows.all().map(({ body }) => JSON.parse(body) as Row);
}

const order: ListOrder = { columns: ['id'], kinds: ['number'], newestFirst: true };

export function listAudit(db: Database, filter: AuditFilter): Page<KeptAuditEntry> {
  const { where, values } = new Conditions()
    .equal('by', filter.by)
    .equal('action', filter.action)
    .equal('subject', filter.subject)
    .after(order, filter.cursor);
  const rows = db.prepare<AuditLink>(`SELECT * FROM audit ${where} ${orderBy(order)} LIMIT ?`);
  return pageOf(
    rows.all(...values, filter.limit + 1),
    filter.limit,
    ({ id }) => [id],
    ({ id, at, by, origin, action, subject, detail, hash }) => ({
      id,
      at,
      by,
      from: origin,
      action,
      subject,
      detail: JSON.parse(detail) as Json,
      hash,
    }),
  );
}

interface EventRow {
  readonly id: number;
  readonly kind: OutboxKind;
  readonly subject_id: string;
  readonly at: number;
  readonly body: string;
}

export function listEvents(
  db: Database,
  afterId: number,
  kinds: readonly string[],
  limit: number,
): CommittedEvent[] {
  const rows = db.prepare<EventRow>(
    `SELECT id, kind, subject_id, at, body FROM events
     WHERE id > ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?`,
  );
  return rows.all(afterId, JSON.stringify(kinds), limit).map(({ id, kind, subject_id, at, body }) => ({
    id,
    kind,
    subjectId: subject_id,
    at,
    body: JSON.parse(body) as Json,
  }));
}
