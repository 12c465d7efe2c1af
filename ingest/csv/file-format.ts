// What a registry file may hold: its columns, and the schema that makes a row of the registry of a row of cells.
import { z } from 'zod';

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
  context.addIssue({ code: 'custom', message: `${text} is not a number` });
  return z.NEVER;
}

/** A code of so many digits, or blank. */
export function digitsOrNull(count: number, message: string) {
  return blankAsNull.refine((code) => code === null || (code.length === count && /^\d+$/.test(code)), {
    message,
  });
}

/** What is wrong with a cell, in words for the person who wrote the file; the schema's own words come first. */
export function wordsOfIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const written = JSON.stringify(issue.input);
  switch (issue.code) {
    case 'invalid_value':
      return `${written} is none of ${issue.values.filter((value) => value !== '').join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'is empty';
      return `${written} is too small; it is ${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `is too long; ${issue.maximum} characters at most`;
      return `${written} is too large; it is ${issue.inclusive === false ? 'below' : 'at most'} ${issue.maximum}`;
    default:
      return undefined;
  }
}
