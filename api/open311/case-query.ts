// Which cases a list asks for, by the fields of GeoReport v2 and the pages that most servers add.

import { z } from 'zod';
import { saying } from '../../core/issue-words.ts';
import type { Json, Views } from '../../core/ports.ts';
import { dayMs, type EpochMs, secondMs } from '../../core/time.ts';
import { instantField } from '../request-fields.ts';
import { readServices } from './services.ts';

/** The specification's own bounds of a list. */
const defaultSpanMs = 90 * dayMs;
/** Who asks for more gets this many: an answer is written within the hub's own time. */
const maxPage = 250;
const defaultPage = 100;
/** What pages reach back to, newest first; who wants more narrows the dates. */
const maxListed = 2_000;
/** Ids in one question. */
const maxIds = 50;

const commaList = z
  .string()
  .max(4_000)
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

export const jurisdictionField = z.string().max(200).optional();

export const caseQuery = z.object({
  jurisdiction_id: jurisdictionField,
  service_request_id: commaList
    .refine(
      (ids) => ids.length <= maxIds,
      saying({ zh: `最多 ${maxIds} 个编号`, en: `has ${maxIds} ids at most` }),
    )
    .optional()
    .describe('Ids with commas between; all other fields are ignored then'),
  service_code: commaList.optional().describe('Codes with commas between'),
  start_date: instantField.optional().describe('90 days before the end unless given'),
  end_date: instantField.optional(),
  status: commaList.optional().describe('open, closed, or both'),
  page: z.coerce.number().int().min(1).max(maxListed).default(1),
  page_size: z.coerce
    .number()
    .int()
    .min(1)
    .transform((size) => Math.min(size, maxPage))
    .default(defaultPage)
    .describe(`${maxPage} at most`),
});

/** Newest first; in the order of the ids where they are given. */
export async function casesAsked(
  query: z.infer<typeof caseQuery>,
  views: Pick<Views, 'case' | 'cases' | 'caseTables'>,
  now: EpochMs,
): Promise<Json[]> {
  if (query.service_request_id !== undefined) {
    const found = await Promise.all(query.service_request_id.map((id) => views.case(id)));
    return found.filter((row) => row !== null);
  }
  // What was reported within this very instant is there as well.
  const to = query.end_date ?? now + secondMs;
  const { status } = query;
  const isEither = status === undefined || (status.includes('open') && status.includes('closed'));
  const { items } = await views.cases({
    from: query.start_date ?? to - defaultSpanMs,
    to,
    categories: query.service_code ?? [...(await readServices(views)).keys()],
    open: isEither ? undefined : status.includes('open'),
    limit: Math.min(query.page * query.page_size, maxListed),
    cursor: null,
  });
  return items.slice((query.page - 1) * query.page_size);
}
