import { expect, test } from 'vitest';
import { z } from 'zod';
import { bboxField, flagField, instantField, optionalField, pageFields } from './request-fields.ts';

test.each([
  ['2026-07-01T08:00:00Z', Date.UTC(2026, 6, 1, 8)],
  ['2026-07-01T16:00:00+08:00', Date.UTC(2026, 6, 1, 8)],
  // As a plus sign arrives that was not escaped.
  ['2026-07-01T16:00:00 08:00', Date.UTC(2026, 6, 1, 8)],
  ['1767225600000', 1_767_225_600_000],
  [1_767_225_600_000, 1_767_225_600_000],
])('%s is an instant', (value, expected) => {
  expect(instantField.parse(value)).toBe(expected);
});

test.each(['2026-07-01', '2026-07-01T08:00:00', 'yesterday', '', -1])('%s is no instant', (value) => {
  expect(instantField.safeParse(value).error?.issues[0]?.message).toContain('RFC 3339 with a zone');
});

test('a page has 100 items unless asked otherwise, and 1000 at most', () => {
  const page = z.strictObject(pageFields);
  expect(page.parse({})).toEqual({ limit: 100 });
  expect(page.parse({ limit: '1000', cursor: 'c' })).toEqual({ limit: 1_000, cursor: 'c' });
  for (const limit of ['0', '1001', '1.5', 'all'])
    expect(page.safeParse({ limit }).success, limit).toBe(false);
});

test('a flag is true or false, in words or figures', () => {
  expect(['true', '1', 'false', '0'].map((text) => flagField.parse(text))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(flagField.safeParse('yes').success).toBe(false);
});

test('a field that may be left out may be null', () => {
  const body = z.strictObject({ note: optionalField(z.string()) });
  expect(body.parse({}).note).toBeUndefined();
  expect(body.parse({ note: null }).note).toBeUndefined();
  expect(body.parse({ note: 'x' }).note).toBe('x');
  expect(body.safeParse({ note: 1 }).success).toBe(false);
});

test('a part of the map is west, south, east, north', () => {
  expect(bboxField.parse('109.2, 35.5,109.3,35.6')).toEqual([109.2, 35.5, 109.3, 35.6]);
  for (const text of ['109.2,35.5,109.3', '109.3,35.5,109.2,35.6', '1,2,3,4,5', 'a,b,c,d', ',,,', '']) {
    expect(bboxField.safeParse(text).error?.issues[0]?.message, text).toContain('west,south,east,north');
  }
});
