// The tables that a city edits: categories with their limits, who answers, how cases move and escalate, the working
// calendar. Text in, one JSON-serialisable object out, which is journaled and checked again by the same schema.

import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { caseActions, timeLimitSchema } from '../core/case.ts';
import { saying, textOfForm, wordsOfIssue } from '../core/issue-words.ts';
import { type Label, labelSchema } from '../core/label.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { severitySchema } from '../core/severity.ts';
import { escalationSchema } from './escalation-table.ts';
import { indicatorsTableSchema } from './indicators-table.ts';
import { lettersTableSchema } from './letters-table.ts';
import { responsibilitySchema } from './responsibility-table.ts';
import { mergeYaml, placeOf, type TableFile, type TableProblem } from './table-files.ts';

/** Ten years: a longer limit is a slip of the pen. */
const limitSchema = timeLimitSchema.refine(
  (limit) => limit.amount <= 3_650,
  saying({ zh: '时限最多 3650', en: 'a limit is 3,650 at most' }, 'amount'),
);

const nameSchema = textOfForm(/^[a-z][a-z0-9_]*$/, {
  zh: '名称只能有小写字母、数字和 _',
  en: 'a name is made of small letters, digits and _',
});

const conditionSchema = z.strictObject({
  title: labelSchema,
  limit: limitSchema,
  /** Another limit where the point's road class is the key. */
  limit_by_road_class: z.record(z.string().min(1), limitSchema).optional(),
  /** Other words by which reports may name it. */
  also: z.array(z.string().min(1)).optional(),
  /** Ids of the rules whose alarms get this condition. */
  rules: z.array(z.string().min(1)).optional(),
});
export type CaseCondition = z.infer<typeof conditionSchema>;

const categoryCodeSchema = textOfForm(/^(\d{2}(-\d{2})?|other)$/, {
  zh: '类别写作 01-03、01 或 other（单独的 01 要加引号）',
  en: 'a category is written 01-03, 01 or other (quote a bare 01)',
});

const categorySchema = z.strictObject({
  title: labelSchema,
  /** Of a case that no alarm has graded. */
  severity: severitySchema,
  conditions: nameSchema,
  default_condition: nameSchema,
});
export type CaseCategory = z.infer<typeof categorySchema>;

const dateSchema = z
  .string()
  .refine(isDate, saying({ zh: '日期写作 2026-10-01', en: 'a date is written 2026-10-01' }));
const clockTimeSchema = textOfForm(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  zh: '时间写作 08:00',
  en: 'a time is written 08:00',
});

const holidaySchema = z
  .strictObject({ name: labelSchema, from: dateSchema, to: dateSchema })
  .refine(
    (holiday) => holiday.from <= holiday.to,
    saying({ zh: '假期的结束不能早于开始', en: 'a holiday ends after it begins' }, 'to'),
  );

const yearSchema = z.strictObject({
  /** True until the year's official notice is in the file. */
  provisional: z.boolean(),
  source: z.string().min(1),
  holidays: z.array(holidaySchema),
  workdays: z.array(dateSchema),
});

const calendarSchema = z.strictObject({
  /** 1 is Monday, 7 is Sunday. */
  working_weekdays: z.array(z.number().int().min(1).max(7)).min(1),
  working_hours: z
    .array(z.tuple([clockTimeSchema, clockTimeSchema]))
    .min(1)
    .refine(
      (spans) => spans.flat().every((time, n, all) => n === 0 || (all[n - 1] ?? '') < time),
      saying({
        zh: '工作时段应先后排列，不能重叠',
        en: 'working hours follow each other and do not overlap',
      }),
    ),
});

const minutesSchema = z.number().positive().max(10_080);

export const caseTablesSchema = z
  .strictObject({
    condition_sets: z.record(nameSchema, z.record(nameSchema, conditionSchema)),
    categories: z.record(categoryCodeSchema, categorySchema),
    cover_category: categoryCodeSchema,
    stages: z.strictObject({
      registration_min: minutesSchema,
      dispatch_min: minutesSchema,
      verification_min: minutesSchema,
    }),
    workflow: z.strictObject({
      max_extensions: z.number().int().min(0).max(100),
      max_suspensions: z.number().int().min(0).max(100),
      max_suspension_days: z.number().positive().max(3_650),
      reopen_within_hours: z.number().min(0).max(8_760),
      verified_by: z.record(categoryCodeSchema, z.array(z.string().min(1))),
      /** Of the centre; the default is for tables of a city that are older than it. */
      appeal_reviewers: z.number().int().min(1).max(10).default(2),
      merge_within_m: z.number().min(0).max(1_000),
      dry_below_mm: z.number().positive().max(10_000),
    }),
    responsibility: responsibilitySchema,
    escalation: escalationSchema,
    letters: lettersTableSchema,
    indicators: indicatorsTableSchema,
    /** Words to choose from, by action; none for those of a journal that was begun without this table. */
    reasons: z.partialRecord(z.enum(caseActions), z.array(labelSchema).max(30)).default({}),
    calendar: calendarSchema,
    years: z.record(
      textOfForm(/^\d{4}$/, { zh: '年份为四位数字', en: 'a year has four digits' }),
      yearSchema,
    ),
  })
  .superRefine((tables, context) => {
    const complain = (path: string[], words: Label) =>
      context.addIssue({ code: 'custom', ...saying(words, ...path) });
    if (tables.categories.other === undefined) {
      complain(['categories'], {
        zh: '需要类别 other，用于没有对应条目的情况',
        en: 'the category `other` is needed for what no entry fits',
      });
    }
    if (tables.categories[tables.cover_category] === undefined) {
      complain(['cover_category'], {
        zh: `没有类别 ${tables.cover_category}`,
        en: `there is no category ${tables.cover_category}`,
      });
    }
    for (const [code, category] of Object.entries(tables.categories)) {
      const set = tables.condition_sets[category.conditions];
      if (set === undefined) {
        complain(['categories', code, 'conditions'], {
          zh: `没有情形组 ${category.conditions}`,
          en: `there is no condition set ${category.conditions}`,
        });
      } else if (set[category.default_condition] === undefined) {
        const detail = {
          zh: `情形组 ${category.conditions} 中没有情形 ${category.default_condition}`,
          en: `${category.conditions} has no condition ${category.default_condition}`,
        };
        complain(['categories', code, 'default_condition'], detail);
      }
    }
    for (const [year, days] of Object.entries(tables.years)) {
      const dates = [...days.holidays.flatMap((holiday) => [holiday.from, holiday.to]), ...days.workdays];
      const stray = dates.find((date) => !date.startsWith(`${year}-`));
      if (stray !== undefined) {
        complain(['years', year], {
          zh: `${stray} 不在 ${year} 年`,
          en: `${stray} does not lie in ${year}`,
        });
      }
    }
  });

/** Each can be edited on its own. */
export const caseTableNames = Object.keys(caseTablesSchema.shape) as readonly CaseTableName[];
export type CaseTableName = keyof CaseTables;

/** Journaled in `hub.start`; every value in it survives JSON unchanged. */
export type CaseTables = z.infer<typeof caseTablesSchema>;

/**
 * The tables from the texts of their YAML files, in any order. Files may share a top-level key (`years`), but not
 * an entry below it; a table that no file holds is that of `base`. The failure lists everything that is wrong, each
 * with file, line and key.
 */
export function parseCaseTables(
  files: readonly TableFile[],
  base: Partial<CaseTables> = {},
): Result<CaseTables, readonly TableProblem[]> {
  const { merged, documents, problems } = mergeYaml(files);
  if (problems.length > 0) return fail(problems);
  const together = { ...base, ...merged };
  const parsed = caseTablesSchema.safeParse(together);
  if (parsed.success) return ok(parsed.data);
  return fail(
    parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
      return keys.map((key) => {
        const at = key === null ? path : [...path, key];
        return {
          ...placeOf(documents, at),
          key: at.join('.'),
          reason: key === null ? wordsOfIssue(issue, together) : unknownKey,
        };
      });
    }),
  );
}

const unknownKey: Label = { zh: '没有这个键', en: 'unknown key' };

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
