// The table of reminders and escalations: at which share of the time limit who is told, and what waits for the digest.

import { z } from 'zod';
import { saying, textOfForm } from '../core/issue-words.ts';
import { severitySchema } from '../core/severity.ts';

export const noticeRecipients = ['unit', 'deputy', 'supervisor', 'inspection', 'centre'] as const;
export type NoticeRecipient = (typeof noticeRecipients)[number];

const stepSchema = z.strictObject({
  at_percent: z.number().positive().max(1_000),
  kind: z.enum(['reminder', 'escalation']),
  to: z.array(z.enum(noticeRecipients)).min(1),
});
export type EscalationStep = z.infer<typeof stepSchema>;

export const escalationSchema = z.strictObject({
  steps: z
    .array(stepSchema)
    .max(20)
    .refine(
      (steps) => rises(steps.map((step) => step.at_percent)),
      saying({ zh: '各步按百分比从小到大排列', en: 'steps stand in rising order of percent' }),
    ),
  /** A notice of a dispatch that nobody has opened by then, or accepted the case, goes to these too. */
  receipt: z.strictObject({
    within_min: z.number().positive().max(10_080),
    to: z.array(z.enum(noticeRecipients)).min(1),
  }),
  digest: z.strictObject({
    severities: z.array(severitySchema),
    times: z
      .array(textOfForm(/^([01]\d|2[0-3]):[0-5]\d$/, { zh: '时间写作 09:00', en: 'a time is written 09:00' }))
      .min(1)
      .max(24)
      .refine(rises, saying({ zh: '时间从早到晚排列', en: 'times stand in rising order' })),
  }),
});
export type EscalationTable = z.infer<typeof escalationSchema>;

function rises(values: readonly (number | string)[]): boolean {
  return values.every((value, n) => n === 0 || (values[n - 1] as typeof value) < value);
}
