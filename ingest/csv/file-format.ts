// What a registry file may hold: its columns, and the schema that makes a row of the registry of a row of cells.
import { z } from 'zod';
import { saying, wordsOfIssue } from '../../core/issue-words.ts';
import type { Label } from '../../core/label.ts';

export interface FileFormat<Row> {
  /** The first is the id's. */
  readonly columns: readonly [string, ...string[]];
  readonly required: readonly string[];
  /** From cells by column, all of them there, to the row. */
  readonly schema: z.ZodType<Row>;
  readonly idOf: (row: Row) => string;
  /** Columns besides the id in which no two rows may hold the same. */
  readonly unique: readonly { readonly column: string; readonly of: (row: Row) => string | null }[];
}

export const blankAsNull = z.string().transform((text) => (text === '' ? null : text));

/** Decimal digits with an optional sign, point and exponent; no blanks, no hexadecimal. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export const number = z.string().transform(readNumber);

export const numberOrNull = z
  .string()
  .transform((text, context) => (text === '' ? null : readNumber(text, context)));

function readNumber(text: string, context: z.RefinementCtx<string>): number {
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  context.addIssue({ code: 'custom', ...saying({ zh: `${text} 不是数字`, en: `${text} is not a number` }) });
  return z.NEVER;
}

/** A code of so many digits, or blank. */
export function digitsOrNull(count: number, words: Label) {
  return blankAsNull.refine(
    (code) => code === null || (code.length === count && /^\d+$/.test(code)),
    saying(words),
  );
}

export const emptyCell: Label = { zh: '为空', en: 'is empty' };

/** What is wrong with a cell, for the person who wrote the file; the schema's own words come first. */
export function wordsOfCell(issue: z.core.$ZodIssue): Label {
  const written = JSON.stringify(issue.input);
  switch (issue.code) {
    case 'invalid_value': {
      const known = issue.values.filter((value) => value !== '');
      return {
        zh: `${written} 不在可用值之中：${known.join('、')}`,
        en: `${written} is none of ${known.join(', ')}`,
      };
    }
    case 'too_small':
      if (issue.origin === 'string') return emptyCell;
      return issue.inclusive === false
        ? {
            zh: `${written} 过小；应大于 ${issue.minimum}`,
            en: `${written} is too small; it is above ${issue.minimum}`,
          }
        : {
            zh: `${written} 过小；不能小于 ${issue.minimum}`,
            en: `${written} is too small; it is at least ${issue.minimum}`,
          };
    case 'too_big':
      if (issue.origin === 'string') {
        return {
          zh: `过长；最多 ${issue.maximum} 个字符`,
          en: `is too long; ${issue.maximum} characters at most`,
        };
      }
      return issue.inclusive === false
        ? {
            zh: `${written} 过大；应小于 ${issue.maximum}`,
            en: `${written} is too large; it is below ${issue.maximum}`,
          }
        : {
            zh: `${written} 过大；不能大于 ${issue.maximum}`,
            en: `${written} is too large; it is at most ${issue.maximum}`,
          };
    default:
      return wordsOfIssue(issue, issue.input);
  }
}
