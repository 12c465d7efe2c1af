// Rules, case tables, people and accounts without their secrets; who did what; and committed events for a stream that resumes.
import { setImmediate } from 'node:timers/promises';
import { type ApiToken, apiTokenJson } from '../../core/api-token.ts';
import type { AuditCheck, AuditFilter, KeptAuditEntry } from '../../core/audit.ts';
import type { CaseTableView, OutboxKind, RuleView } from '../../core/effects.ts';
import type { Backlog } from '../../core/outlet.ts';
import type { Account, User } from '../../core/person.ts';
import type { CommittedEvent, Json, Page } from '../../core/ports.ts';
import { formatInstant } from '../../core/time.ts';
import { type AuditLink, checkChain, nothingChecked } from '../audit-chain.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

export function storedRules(db: Database): RuleView[] {
  return bodies<RuleView>(db, 'rules');
}

export function listRules(db: Database): Json[] {
  return storedRules(db).map(ruleJson);
}

interface RuleVersionRow {
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly definition: string;
}

/** The rule in force with every version that was, the newest first. */
export function findRule(db: Database, id: string): Json | null {
  const inForce = storedRules(db).find((rule) => rule.id === id);
  if (inForce === undefined) return null;
  const rows = db.prepare<RuleVersionRow>(
    'SELECT version, at, by, reason, definition FROM rule_versions WHERE rule_id = ? ORDER BY version DESC',
  );
  const versions = rows.all(id).map(({ version, at, by, reason, definition }) => ({
    version,
    changed_at: formatInstant(at),
    changed_by: by,
    reason,
    definition: JSON.parse(definition) as Json,
  }));
  return { ...ruleJson(inForce), versions };
}

function ruleJson({ id, version, changedAt, changedBy, reason, definition }: RuleView): Json {
  return {
    ...{ id, version, changed_at: formatInstant(changedAt), changed_by: changedBy },
    ...{ reason: reason ?? null, definition },
  };
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

export function listApiTokens(db: Database): Json[] {
  return bodies<ApiToken>(db, 'api_tokens').map(apiTokenJson);
}

type BodyTable = 'rules' | 'case_tables' | 'users' | 'accounts' | 'api_tokens';

function bodies<Row>(db: Database, table: BodyTable): Row[] {
  const rows = db.prepare<{ body: string }>(`SELECT body FROM ${table} ORDER BY id`);
  return rows.all().map(({ body }) => JSON.parse(body) as Row);
}

const order: ListOrder = { columns: ['id'], kinds: ['number'], newestFirst: true };

export function listAudit(db: Database, filter: AuditFilter): Page<KeptAuditEntry> {
  const conditions = new Conditions()
    .equal('by', filter.by)
    .equal('action', filter.action)
    .equal('subject', filter.subject);
  if (filter.from !== undefined) conditions.add('at >= ?', filter.from);
  if (filter.to !== undefined) conditions.add('at < ?', filter.to);
  const { where, values } = conditions.after(order, filter.cursor);
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

/** Entries checked before others get a word in: a moment's work. */
const checkedAtOnce = 10_000;

/** The whole log, which only grows, in pieces. */
export async function checkAudit(db: Database): Promise<AuditCheck> {
  const links = db.prepare<AuditLink>('SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ?');
  let checked = nothingChecked;
  for (;;) {
    const before = checked.entries;
    checked = checkChain(links.iterate(before, checkedAtOnce), null, checked);
    if (checked.broken !== null || checked.entries - before < checkedAtOnce) return checked;
    await setImmediate();
  }
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
  // The ids first, from the index: an outlet for a rare kind must not read all the others on its way.
  const oneKind = 'SELECT * FROM (SELECT id FROM events WHERE kind = ? AND id > ? ORDER BY id LIMIT ?)';
  const rows = db.prepare<EventRow>(
    `SELECT id, kind, subject_id, at, body FROM events
     WHERE id IN (${kinds.map(() => oneKind).join(' UNION ALL ') || 'NULL'}) ORDER BY id LIMIT ?`,
  );
  return rows
    .all(...kinds.flatMap((kind) => [kind, afterId, limit]), limit)
    .map(({ id, kind, subject_id, at, body }) => ({
      id,
      kind,
      subjectId: subject_id,
      at,
      body: JSON.parse(body) as Json,
    }));
}

/** How many events of some kinds come after an id. */
export function eventBacklog(db: Database, afterId: number, kinds: readonly string[]): Backlog {
  const ofKind = db.prepare<{ pending: number; first: number | null }>(
    'SELECT count(*) AS pending, min(id) AS first FROM events WHERE kind = ? AND id > ?',
  );
  const counts = kinds.map((kind) => ofKind.get(kind, afterId) ?? { pending: 0, first: null });
  const first = Math.min(...counts.map((count) => count.first ?? Number.POSITIVE_INFINITY));
  const at = db.prepare<{ at: number }>('SELECT at FROM events WHERE id = ?');
  // The sequence goes on where retention has dropped every row.
  const end = db.prepare<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  return {
    pending: counts.reduce((sum, { pending }) => sum + pending, 0),
    oldestAt: Number.isFinite(first) ? (at.get(first)?.at ?? null) : null,
    end: end.get()?.seq ?? 0,
  };
}
