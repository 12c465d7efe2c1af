// Alarms and cases, newest first, as they were written for the API.
import type { Reporter } from '../../core/case.ts';
import type { AlarmFilter, CaseFilter } from '../../core/claim-filters.ts';
import type { Json, Page } from '../../core/ports.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface ClaimRow {
  readonly id: string;
  readonly sort_at: number;
  readonly body: string;
}

const alarmOrder: ListOrder = {
  columns: ['raised_at', 'id'],
  kinds: ['number', 'string'],
  newestFirst: true,
};
const caseOrder: ListOrder = {
  columns: ['reported_at', 'id'],
  kinds: ['number', 'string'],
  newestFirst: true,
};

/** Where the words of a search may stand in a case. */
const searchedFields = ['id', "body ->> '$.titles.zh'", "body ->> '$.titles.en'", "body ->> '$.description'"];

export function listAlarms(db: Database, filter: AlarmFilter): Page<Json> {
  const isActive = filter.condition === 'active';
  const conditions = new Conditions()
    .equal('severity', filter.severity)
    // The plus keeps SQLite from a rule's years of alarms where the few active ones are wanted.
    .equal(isActive ? '+rule_id' : 'rule_id', filter.ruleId)
    .equal('point_id', filter.pointId)
    .equal('device_id', filter.deviceId)
    .equal("json_extract(body, '$.suppressed_by')", filter.suppressedBy);
  // A literal, so that SQLite may use the index of active alarms.
  if (isActive) conditions.add("condition = 'active'");
  else conditions.equal('condition', filter.condition);
  return listClaims(db, 'alarms', alarmOrder, conditions, filter);
}

export function findAlarm(db: Database, id: string): Json | null {
  const find = db.prepare<{ body: string; explanation: string }>(
    'SELECT body, explanation FROM alarms WHERE id = ?',
  );
  const row = find.get(id);
  if (row === undefined) return null;
  return { ...(JSON.parse(row.body) as Json), explanation: JSON.parse(row.explanation) as Json };
}

export function listCases(db: Database, filter: CaseFilter): Page<Json> {
  const conditions = new Conditions()
    .equal('state', filter.state)
    .equal('unit_id', filter.unit)
    .equal('category', filter.category)
    .equal('overdue', filter.overdue === undefined ? undefined : Number(filter.overdue))
    .equal('point_id', filter.pointId);
  const { severity, involves, reportedBy, text, from, to } = filter;
  if (severity !== undefined) conditions.add("body ->> '$.severity' = ?", severity);
  if (involves !== undefined) conditions.add(hasEntry("entry.value ->> 'by' = ?"), involves);
  if (reportedBy !== undefined) {
    conditions.add(hasEntry("entry.value ->> 'by' = ? AND entry.value ->> 'action' = 'report'"), reportedBy);
  }
  if (text !== undefined) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const likes = searchedFields.map((field) => String.raw`${field} LIKE ? ESCAPE '\'`);
    conditions.add(`(${likes.join(' OR ')})`, ...searchedFields.map(() => pattern));
  }
  const { categories } = filter;
  if (categories !== undefined) {
    conditions.add(`category IN (${categories.map(() => '?').join(', ')})`, ...categories);
  }
  if (from !== undefined) conditions.add('reported_at >= ?', from);
  if (to !== undefined) conditions.add('reported_at < ?', to);
  if (filter.open !== undefined) conditions.add(`is_open = ${filter.open ? 1 : 0}`);
  return listClaims(db, 'cases', caseOrder, conditions, filter);
}

/** @param condition of an `entry` of its timeline. */
function hasEntry(condition: string): string {
  return `EXISTS (SELECT 1 FROM json_each(cases.body, '$.timeline') AS entry WHERE ${condition})`;
}

export function findCase(db: Database, id: string): Json | null {
  const row = db.prepare<{ body: string }>('SELECT body FROM cases WHERE id = ?').get(id);
  return row === undefined ? null : (JSON.parse(row.body) as Json);
}

/** Who reported a case from outside, first to last. */
export function listReporters(db: Database, caseId: string): readonly Reporter[] {
  const row = db.prepare<{ body: string }>('SELECT body FROM reporters WHERE case_id = ?').get(caseId);
  return row === undefined ? [] : (JSON.parse(row.body) as Reporter[]);
}

function listClaims(
  db: Database,
  table: 'alarms' | 'cases',
  order: ListOrder,
  conditions: Conditions,
  { limit, cursor }: AlarmFilter | CaseFilter,
): Page<Json> {
  const { where, values } = conditions.after(order, cursor);
  const rows = db.prepare<ClaimRow>(
    `SELECT id, ${order.columns[0]} AS sort_at, body FROM ${table} ${where} ${orderBy(order)} LIMIT ?`,
  );
  return pageOf(
    rows.all(...values, limit + 1),
    limit,
    ({ id, sort_at }) => [sort_at, id],
    ({ body }) => JSON.parse(body) as Json,
  );
}
