// What answers look like, for the OpenAPI document and the compiler. Answers of views are shown as the views
// give them: nothing is validated on the way out, so that a new field never turns into an error.
import { z } from 'zod';
import type { Json, Page, PageRequest } from '../core/ports.ts';
import { Problem } from './problem.ts';

/** A schema that documents what a view gives. */
export function shown(schema: z.ZodType): z.ZodType<Json> {
  return schema as z.ZodType<Json>;
}

/** A schema that documents an answer which is written as text already. */
export function written(schema: z.ZodType): z.ZodType<string> {
  return schema as z.ZodType<string>;
}

export interface ListAnswer {
  readonly items: readonly Json[];
  readonly next_cursor: string | null;
}

/** The answer of a list of `item`. */
export function listOf(item: z.ZodType<Json>): z.ZodType<ListAnswer> {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}

export function listAnswer(page: Page<Json>): ListAnswer {
  return { items: page.items, next_cursor: page.nextCursor };
}

/** The answer of a list that is short enough for one page. */
export function wholeList(items: readonly Json[]): ListAnswer {
  return { items, next_cursor: null };
}

export function pageRequest(query: { limit: number; cursor?: string | undefined }): PageRequest {
  return { limit: query.limit, cursor: query.cursor ?? null };
}

/** A page of a list that is short enough to be read whole; its cursor is a place in it. */
export function pageOfWhole(
  items: readonly Json[],
  query: { limit: number; cursor?: string | undefined },
): ListAnswer {
  const from = Number(query.cursor ?? 0);
  if (!Number.isSafeInteger(from) || from < 0) {
    const detail = {
      zh: '请原样传回列表给出的 next_cursor。',
      en: 'Pass next_cursor as the list gave it.',
    };
    throw new Problem({ status: 400, code: 'bad_cursor', detail, members: { field: 'cursor' } });
  }
  const end = from + query.limit;
  return { items: items.slice(from, end), next_cursor: end < items.length ? String(end) : null };
}

export const instantAnswer = z.iso.datetime().describe('RFC 3339, UTC, with milliseconds');

/** An answer that is a file. */
export const fileAnswer = z.string().describe('The file itself') as unknown as z.ZodType<Uint8Array>;

/** The newest value of a metric. */
export const latestAnswer = z.looseObject({
  device_id: z.string(),
  metric: z.string(),
  value: z.number(),
  unit: z.string(),
  measured_at: instantAnswer,
  flags: z.array(z.string()),
});
