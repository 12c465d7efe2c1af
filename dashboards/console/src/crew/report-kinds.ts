// What a crew can report: the categories and conditions of the hub's own tables, in the few steps that a thumb takes.
import type { Label } from '../../../../core/label.ts';
import type { EpochMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';
import { getJson } from '../api-client/request.ts';
import type { Category, ConditionSets, TableAnswer } from '../cases/category-tables.ts';
import type { KnownPlace } from './known-places.ts';

export interface ReportKinds {
  readonly categories: Readonly<Record<string, Category>>;
  readonly conditionSets: ConditionSets;
  /** Of covers of which nothing more is known. */
  readonly coverCategory: string;
  readonly asOf: EpochMs;
}

export async function fetchKinds(): Promise<ReportKinds> {
  const table = async <Definition>(name: string) =>
    (await getJson<TableAnswer<Definition>>(`/case-tables/${name}`)).definition;
  const [categories, conditionSets, coverCategory] = await Promise.all([
    table<ReportKinds['categories']>('categories'),
    table<ConditionSets>('condition_sets'),
    table<string>('cover_category'),
  ]);
  return { categories, conditionSets, coverCategory, asOf: hubNow() };
}

/** The digits before the dash: all covers are `01`. */
function classOf(code: string): string {
  return code.split('-')[0] ?? code;
}

/** The codes of the first step: a class that is listed itself stands for its subclasses. */
export function firstChoices({ categories }: ReportKinds): readonly string[] {
  return Object.keys(categories).filter(
    (code) => classOf(code) === code || !Object.hasOwn(categories, classOf(code)),
  );
}

/** The subclasses of a class that is listed itself. */
export function subclassesOf(code: string, { categories }: ReportKinds): readonly string[] {
  return Object.keys(categories).filter((other) => other !== code && classOf(other) === code);
}

/** The subclass that a point's component code gives to what was chosen; `null` where it is of another class. */
export function subclassAt(code: string, place: KnownPlace | null, kinds: ReportKinds): string | null {
  const digits = /^\d{6}(\d{2})(\d{2})\d{6}$/.exec(place?.component_code ?? '');
  const parent = classOf(code);
  if (digits?.[1] !== parent || subclassesOf(parent, kinds).length === 0) return null;
  return `${parent}-${digits[2]}`;
}

/** The category of what was chosen at this place: the one under which an alarm has opened its case there, if any. */
export function categoryAt(code: string, place: KnownPlace | null, kinds: ReportKinds): string {
  const given = subclassAt(code, place, kinds);
  if (given !== null) return given;
  return place !== null && classOf(kinds.coverCategory) === code ? kinds.coverCategory : code;
}

interface Conditions {
  /** By name. */
  readonly all: Readonly<Record<string, { readonly title: Label }>>;
  /** What it is where nothing else is said. */
  readonly usual: string;
}

/** The conditions that a category may have; `null` where the tables do not list it. */
export function conditionsOf(code: string, { categories, conditionSets }: ReportKinds): Conditions | null {
  const category = categories[code] ?? categories[classOf(code)];
  if (category === undefined) return null;
  return { all: conditionSets[category.conditions] ?? {}, usual: category.default_condition };
}
