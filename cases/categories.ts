// Which entry of the tables a case falls under: its category, its condition, its title and its limit.
import type { Alarm } from '../core/alarm.ts';
import type { TimeLimit } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import type { Point } from '../core/registry.ts';
import type { CaseCategory, CaseCondition, CaseTables } from './case-tables.ts';

/** The category of a rule that leaves it to the class of the component. */
const componentCategory = 'component';

/**
 * The code itself, or the class and subclass of the point's 16-digit component code (6 division, 2 class,
 * 2 subclass, 6 serial) for `component`; the tables' `cover_category` where the point has none.
 */
export function resolveCategory(category: string, point: Point | undefined, tables: CaseTables): string {
  if (category !== componentCategory) return category;
  const digits = /^\d{6}(\d{2})(\d{2})\d{6}$/.exec(point?.componentCode ?? '');
  return digits === null ? tables.cover_category : `${digits[1]}-${digits[2]}`;
}

/** The entry of a code, of its class, or `null`. */
export function listedCategory(code: string, tables: CaseTables): CaseCategory | null {
  return ownEntry(tables.categories, code) ?? ownEntry(tables.categories, code.split('-')[0] ?? '');
}

export interface CaseKind {
  readonly severity: CaseCategory['severity'];
  /** Name of the condition, or the reporter's own word. */
  readonly condition: string;
  /** False where the tables do not know the condition and its category's default gave the limit. */
  readonly conditionListed: boolean;
  readonly title: Label;
  readonly limit: TimeLimit;
}

/** What the tables say of a category and condition at a point; `null` takes the category's default condition. */
export function caseKind(
  code: string,
  condition: string | null,
  point: Point | undefined,
  tables: CaseTables,
): CaseKind {
  const { category, conditions } = entriesOf(code, tables);
  const name = condition === null ? category.default_condition : nameOfCondition(condition, conditions);
  const entry = conditions[name ?? category.default_condition] as CaseCondition;
  return {
    severity: category.severity,
    condition: name ?? (condition as string),
    conditionListed: name !== null,
    title: entry.title,
    limit: ownEntry(entry.limit_by_road_class ?? {}, point?.roadClass ?? '') ?? entry.limit,
  };
}

/** The name of the condition that a reporter's word means: by its name, its title or what else it is called. */
function nameOfCondition(word: string, conditions: Readonly<Record<string, CaseCondition>>): string | null {
  if (Object.hasOwn(conditions, word)) return word;
  const plainWord = plain(word);
  for (const [name, { title, also = [] }] of Object.entries(conditions)) {
    if ([name, title.zh, title.en, ...also].some((known) => plain(known) === plainWord)) return name;
  }
  return null;
}

/** Without case, and with one kind of blank. */
function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
}

/** The condition that the alarm's rule stands for, or `null` for the default. */
export function conditionOfAlarm(alarm: Alarm, code: string, tables: CaseTables): string | null {
  const { conditions } = entriesOf(code, tables);
  for (const [name, condition] of Object.entries(conditions)) {
    if (condition.rules?.includes(alarm.ruleId)) return name;
  }
  return null;
}

/** `道路积水·北关路口` and `Water on the road, 北关路口`. */
export function placedTitle(title: Label, place: string): Label {
  return { zh: `${title.zh}·${place}`, en: `${title.en}, ${place}` };
}

function entriesOf(code: string, tables: CaseTables) {
  // The schema promises `other`, and that every set and default condition is there.
  const category = (listedCategory(code, tables) ?? tables.categories.other) as CaseCategory;
  const conditions = tables.condition_sets[category.conditions] as Record<string, CaseCondition>;
  return { category, conditions };
}

/** Names come from outside: `constructor` is not an entry. */
function ownEntry<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | null {
  return Object.hasOwn(entries, name) ? (entries[name] ?? null) : null;
}
