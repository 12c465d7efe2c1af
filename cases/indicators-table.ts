// The table of indicators: which counts make which rate, and the score that is made of the rates.

import { compileExpression } from 'filtrex';
import { z } from 'zod';
import { saying, textOfForm } from '../core/issue-words.ts';
import { labelSchema } from '../core/label.ts';

export const caseCounts = [
  'received',
  'filed',
  'dispatched',
  'first_dispatched',
  'accepted_by_first',
  'returned',
  'due',
  'handled',
  'handled_in_time',
  'closed',
  'closed_in_time',
  'reworked',
  'extended',
  'overdue_unhandled',
] as const;
export type CaseCount = (typeof caseCounts)[number];

const rateSchema = z.strictObject({ title: labelSchema, of: z.enum(caseCounts), per: z.enum(caseCounts) });

export const indicatorsTableSchema = z
  .strictObject({
    rates: z.record(
      textOfForm(/^[a-z][a-z_]*$/, {
        zh: '名称只能有小写字母和 _',
        en: 'a name is made of small letters and _',
      }),
      rateSchema,
    ),
    score: z.string().min(1).max(1_000),
    returns_too_often: z.strictObject({
      above: z.number().min(0).max(1),
      of_at_least: z.number().int().min(1),
    }),
  })
  .superRefine(({ rates, score }, context) => {
    const half = Object.fromEntries(Object.keys(rates).map((name) => [name, 0.5]));
    const problem = scoreOf(score, half);
    if (typeof problem === 'string') {
      const words = { zh: `公式无法计算：${problem}`, en: problem };
      context.addIssue({ code: 'custom', ...saying(words, 'score') });
    }
  });
export type IndicatorsTable = z.infer<typeof indicatorsTableSchema>;

/**
 * The value of the formula: it knows numbers, the names of rates and arithmetic, and reaches nothing else. A text
 * where it cannot be worked out, which says why.
 */
export function scoreOf(formula: string, rates: Readonly<Record<string, number>>): number | string {
  try {
    const value: unknown = compileExpression(formula)(rates);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    return value instanceof Error ? value.message : 'the formula gives no number';
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
  }
}
