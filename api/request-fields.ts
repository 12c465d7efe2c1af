// Fields that requests of many routes share, as zod schemas: pages, instants, flags, ids.

import { z } from 'zod';
import { saying } from '../core/issue-words.ts';
import type { Label } from '../core/label.ts';
import { parseInstant } from '../core/time.ts';
import type { Bounds } from '../core/town.ts';

/** Fields of every list's query. */
export const pageFields = {
  limit: z.coerce.number().int().min(1).max(1_000).default(100).describe('Items a page, 1 to 1000'),
  cursor: z.string().max(500).optional().describe('`next_cursor` of the page before'),
};

/** An instant as epoch ms: RFC 3339 with a zone, or epoch milliseconds. */
export const instantField = z
  .union([z.number(), z.string().max(40)], 'must be RFC 3339 with a zone, or epoch milliseconds')
  .transform((value, context) => {
    // A plus sign that was not escaped in a query arrives as a blank.
    const text = typeof value === 'string' ? value.replace(/ (?=\d{2}:\d{2}$)/, '+') : value;
    const instant = parseInstant(typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : text);
    if (instant !== null) return instant;
    const words = {
      zh: '应为带时区的 RFC 3339 时间，例如 2026-07-01T08:00:00+08:00，或毫秒时间戳',
      en: 'must be RFC 3339 with a zone, such as 2026-07-01T08:00:00+08:00, or epoch milliseconds',
    };
    context.addIssue({ code: 'custom', ...saying(words) });
    return z.NEVER;
  })
  .describe('RFC 3339 with a zone, or epoch milliseconds');

/** Yes or no in a query. */
export const flagField = z
  .enum(['true', 'false', '1', '0'])
  .transform((value) => value === 'true' || value === '1')
  .describe('`true` or `false`');

/** A part of the map as `west,south,east,north` in degrees of WGS-84, the order of RFC 7946. */
export const bboxField = z
  .string()
  .max(200)
  .transform((text, context): Bounds => {
    const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN, ...rest] = text
      .split(',')
      .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
    if (west <= east && south <= north && rest.length === 0) return [west, south, east, north];
    const words = {
      zh: '应为 西,南,东,北（WGS-84 度数），例如 109.2,35.5,109.3,35.6，西在东之前，南在北之前',
      en: 'must be west,south,east,north in degrees, such as 109.2,35.5,109.3,35.6, west before east and south before north',
    };
    context.addIssue({ code: 'custom', ...saying(words) });
    return z.NEVER;
  })
  .describe('`west,south,east,north` in degrees of WGS-84: only what lies there');

/** An exact match in a query; no list has longer values. */
export const filterField = z.string().max(200);

/** A field of a body that may be left out; `null` is as good as absent, as forms send it. */
export function optionalField<Field extends z.ZodType>(field: Field) {
  return field.nullish().transform((value) => value ?? undefined);
}

/** What a person says about an action; how much of it is needed is for the fold to say. */
export const wordsField = z.string().max(10_000);

/** The `{id}` of a path. What is no id simply is not found. */
export const idParams = z.strictObject({ id: z.string().max(200) });

/** Of a span whose end does not lie after its beginning. */
export const endsTooEarly: Label = {
  zh: '结束时间应晚于开始时间。',
  en: 'The end lies after the beginning.',
};

export const noQuery = z.strictObject({});
