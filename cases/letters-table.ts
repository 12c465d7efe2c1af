// The table of supervision letters: issuer, numbering, and what each level asks for.

import { z } from 'zod';
import { timeLimitSchema } from '../core/case.ts';
import { saying } from '../core/issue-words.ts';

const levelSchema = z.strictObject({
  name: z.string().min(1).max(50),
  deadline: timeLimitSchema,
  copies: z.array(z.enum(['supervisor', 'inspection'])),
  requirement: z.string().min(1).max(2_000),
});

export const lettersTableSchema = z.strictObject({
  issuer: z.string().min(1).max(100),
  number: z
    .string()
    .max(100)
    .refine(
      (text) => text.includes('{year}') && text.includes('{serial}'),
      saying({ zh: '应含有 {year} 和 {serial}', en: 'it holds {year} and {serial}' }),
    ),
  levels: z.array(levelSchema).min(1).max(9),
});
export type LettersTable = z.infer<typeof lettersTableSchema>;
