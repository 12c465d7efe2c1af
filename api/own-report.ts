// What became of what a person reported, also where the case is another unit's: enough to know that it was heard.
import { z } from 'zod';
import { caseStates } from '../core/case.ts';
import { labelSchema } from '../core/label.ts';
import type { User } from '../core/person.ts';
import type { Json } from '../core/ports.ts';
import { instantAnswer, shown } from './answer-schemas.ts';
import { seesCaseOf } from './case-sight.ts';

export const ownReportAnswer = shown(
  z
    .object({
      case_id: z.string(),
      titles: labelSchema,
      category: z.string(),
      state: z.enum(caseStates),
      reported_at: instantAnswer.describe('When you last reported it'),
      joined: z.boolean().describe('It was known: the report went to a case that was there already'),
      readable: z.boolean().describe('Whether you may read the case'),
      merged_into: z.string().nullable().describe('The case that goes on in its place'),
      closed_at: instantAnswer.nullable(),
    })
    .meta({ id: 'OwnReport' }),
);

interface Entry {
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly from: string | null;
}

/** @param subject a case in whose timeline `user` reported. */
export function ownReport(subject: Json, user: Pick<User, 'username' | 'role' | 'unitId'>): Json {
  const own = (subject.timeline as readonly Entry[]).filter(
    ({ by, action }) => by === user.username && action === 'report',
  );
  return {
    case_id: subject.id,
    titles: subject.titles,
    category: subject.category,
    state: subject.state,
    reported_at: own.at(-1)?.at,
    // The report that opened the case leads from no state.
    joined: own.at(-1)?.from !== null,
    readable: seesCaseOf(user, subject.unit_id),
    merged_into: subject.merged_into,
    closed_at: subject.closed_at,
  };
}
