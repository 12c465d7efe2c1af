// Fields of cases as requests and answers have them.

import { z } from 'zod';
import { caseActions, caseStates } from '../core/case.ts';
import { saying } from '../core/issue-words.ts';
import { labelSchema } from '../core/label.ts';
import { noticeKinds } from '../core/notice.ts';
import { severitySchema } from '../core/severity.ts';
import { instantAnswer, shown } from './answer-schemas.ts';
import { instantField, optionalField, wordsField } from './request-fields.ts';

export const caseAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      category: z.string(),
      condition: z.string().nullable(),
      title: z.string(),
      description: z.string(),
      severity: severitySchema,
      state: z.enum(caseStates),
      suspended: z.boolean(),
      point_id: z.string().nullable(),
      lon: z.number().nullable(),
      lat: z.number().nullable(),
      unit_id: z.string().nullable(),
      responsibility: z.enum(['maintainer', 'owner', 'supervisor', 'subdistrict', 'manual']).nullable(),
      source: z.enum(['alarm', 'inspector', 'public']),
      alarm_ids: z.array(z.string()),
      reported_at: instantAnswer,
      due_at: instantAnswer.nullable(),
      stage_due_at: instantAnswer.nullable(),
      overdue: z.boolean(),
      closed_at: instantAnswer.nullable(),
      rework_count: z.number().int(),
      extension_count: z.number().int(),
      return_count: z.number().int(),
      hand_off_count: z.number().int(),
      stage_overdue: z.boolean().describe('Whether it waits at the centre for longer than that may take'),
      received: z.boolean().describe('Whether its unit has opened the notice of the dispatch'),
      closing_offered: z.boolean().describe('All that it is about has returned to normal'),
      photos: z.array(z.string()),
      appeal: z
        .looseObject({
          at: instantAnswer,
          by: z.string(),
          reason: z.string(),
          outcome: z.enum(['pending', 'exempted', 'refused']),
        })
        .nullable()
        .describe('Of its unit, against having been overdue'),
      allowed_actions: z.array(z.enum(caseActions)).describe('What you may do to it as it is'),
      version: z.number().int().describe('Send it with an action, to act only on what was seen'),
      timeline: z.array(
        z.object({
          at: instantAnswer,
          by: z.string(),
          action: z.string(),
          from: z.enum(caseStates).nullable(),
          to: z.enum(caseStates),
          note: z.string(),
          unit_id: z.string().nullable().describe('Whose the case was after it'),
        }),
      ),
    })
    .meta({ id: 'Case' }),
);

export const noticeAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      kind: z.enum(noticeKinds),
      unit_id: z.string().nullable().describe('`null`: the command centre itself'),
      username: z.string().nullable().describe('Who is on duty there'),
      severity: severitySchema,
      quiet: z.boolean(),
      title: labelSchema,
      text: labelSchema,
      at: instantAnswer,
      opened_at: instantAnswer.nullable(),
      opened_by: z.string().nullable(),
    })
    .meta({ id: 'CaseNotice' }),
);

/** Some page, so that relative links can be read as a browser would. */
const anyPage = 'http://hub.invalid/';

/** A photo ends up as a link on a page: no scripts, and no pictures of megabytes within the journal. */
function isWebLink(text: string): boolean {
  return URL.canParse(text, anyPage) && /^https?:$/.test(new URL(text, anyPage).protocol);
}

const photosField = z
  .array(
    z
      .string()
      .min(1)
      .max(2_000)
      .refine(
        isWebLink,
        saying({
          zh: '应为 http 或 https 链接，或以 / 开头的路径',
          en: 'must be a link with http or https, or a path',
        }),
      ),
  )
  .describe('Links to pictures');

export const reportBody = z.strictObject({
  category: z.string().min(1).max(100),
  condition: optionalField(z.string().max(200)),
  point_id: optionalField(z.string().max(200)),
  lon: optionalField(z.number()),
  lat: optionalField(z.number()),
  title: z.string().trim().min(1).max(200),
  description: optionalField(wordsField),
  photos: optionalField(photosField),
  source: optionalField(z.enum(['inspector', 'public'])).describe('Who saw it; `inspector` unless given'),
});

export const actionBody = z.strictObject({
  action: z.enum(caseActions),
  unit_id: optionalField(z.string().max(64)).describe('For `dispatch`'),
  reason: optionalField(wordsField),
  note: optionalField(wordsField),
  photos: optionalField(photosField),
  until: optionalField(instantField),
  override: optionalField(z.boolean()).describe('To `verify` although the alarm is active; needs a reason'),
  version: optionalField(z.number().int()).describe('The version that was seen; 409 where the case moved on'),
});
