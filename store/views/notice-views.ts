// Rules, people and accounts without their secrets; who did what; and committed events for a stream that resumes.
import type { AuditEntry, OutboxKind, RuleView } from '../../core/effects.ts';
import type { Account, User } from '../../core/person.ts';
import type { CommittedEvent, Json, Page, PageRequest } from '../../core/ports.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

export function listRules(db: Database): Json[] {
  return bodies<RuleView>(db, 'rules').map(({ id, version, definition }) => ({ id, version, definition }));
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

function bodies<Row>(db: Database, table: 'rules' | 'users' | 'accounts'): Row[] {
  const rows = db.prepare<{ body: string }>(`SELECT body FROM ${table} ORDER BY id`);
  return rows.all().map(({ body }) => JSON.parse(body) as Row);
}

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly origin: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string;
}

const order: ListOrder = { columns: ['id'], kinds: ['number'], newestFirst: true };

export function listAudit(db: Database, page: PageRequest): Page<AuditEntry> {
  const { where, values } = new Conditions().after(order, page.cursor);
  const rows = db.prepare<AuditRow>(`SELECT * FROM audit ${where} ${orderBy(order)} LIMIT ?`);
  return pageOf(
    rows.all(...values, page.limit + 1),
    page.limit,
    ({ id }) => [id],
    ({ at, by, origin, action, subject, detail }) => ({
      at,
      by,
      from: origin,
      action,
      subject,
      detail: JSON.parse(detail) as Json,
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
