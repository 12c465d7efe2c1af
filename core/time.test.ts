import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, formatInstant, formatInstantOrNull, parseDurationMs, parseInstant, utcDay } from './time.ts';

const noon = Date.UTC(2026, 0, 1, 12);

describe('parseInstant', () => {
  it.each([
    ['2026-01-01T12:00:00Z', 0],
    ['2026-01-01t12:00:00z', 0],
    ['2026-01-01 12:00:00Z', 0],
    ['2026-01-01T12:00:00.5Z', 500],
    ['2026-01-01T12:00:00,25Z', 250],
    ['2026-01-01T12:00:00.123456Z', 123],
    ['2026-01-01T12:00:00.999999999Z', 999],
    ['2026-01-01T12:00:00.1234567890123456Z', 123],
    ['2026-01-01T20:00:00+08:00', 0],
    ['2026-01-01T06:30:00.001-05:30', 1],
    ['2026-01-02T00:00:00+12:00', 0],
  ])('reads %s', (text, offsetMs) => {
    expect(parseInstant(text)).toBe(noon + offsetMs);
  });

  it('a leap second counts as the second after it', () => {
    expect(parseInstant('2016-12-31T23:59:60.7Z')).toBe(Date.UTC(2017, 0, 1));
    expect(parseInstant('2017-01-01T07:59:60+08:00')).toBe(Date.UTC(2017, 0, 1));
  });

  it('29 February is a day in a leap year only', () => {
    expect(parseInstant('2028-02-29T00:00:00Z')).toBe(Date.UTC(2028, 1, 29));
    expect(parseInstant('2026-02-29T00:00:00Z')).toBeNull();
  });

  it.each<[unknown, string]>([
    ['2026-01-01T12:00:00', 'no zone'],
    ['2026-01-01', 'no time'],
    ['2026-02-30T00:00:00Z', 'no such day'],
    ['2026-13-01T00:00:00Z', 'no such month'],
    ['2026-00-10T00:00:00Z', 'no month 0'],
    ['2026-01-01T24:00:00Z', 'no hour 24'],
    ['2026-01-01T12:60:00Z', 'no minute 60'],
    ['2026-01-01T12:00:61Z', 'no second 61'],
    ['2026-01-01T12:00:00+24:00', 'no such zone'],
    ['2026-01-01T12:00:00.Z', 'a point without digits'],
    ['1969-12-31T23:59:59Z', 'before 1970'],
    ['1767225600000', 'a number as text'],
    [' 2026-01-01T12:00:00Z', 'a blank before it'],
    ['', 'nothing'],
    [-1, 'before 1970'],
    [Number.NaN, 'no number'],
    [Number.POSITIVE_INFINITY, 'no end'],
    [253_402_300_800_000, 'after 9999'],
    [null, 'null'],
    [true, 'a boolean'],
    [{}, 'an object'],
  ])('refuses %s: %s', (value) => {
    expect(parseInstant(value)).toBeNull();
  });

  it('cuts a fraction of a millisecond off', () => {
    expect(parseInstant(1_767_225_600_000.9)).toBe(1_767_225_600_000);
  });

  it('reads back every instant that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_799_999 }), (at) => {
        expect(parseInstant(formatInstant(at))).toBe(at);
        expect(parseInstant(at)).toBe(at);
      }),
    );
  });

  it('never throws and never gives what is no instant, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9TZ:+.-]{10,32}$/)), (text) => {
        const at = parseInstant(text);
        expect(at === null || (Number.isInteger(at) && at >= 0)).toBe(true);
      }),
    );
  });
});

describe('writing and counting', () => {
  it('times are UTC with milliseconds, and null stays null', () => {
    expect(formatInstant(noon + 7)).toBe('2026-01-01T12:00:00.007Z');
    expect(formatInstantOrNull(null)).toBeNull();
    expect(formatInstantOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each([
    ['500ms', 500],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['12h', 12 * 3_600_000],
    [' 90d ', 90 * dayMs],
  ])('the setting %s is %i ms', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });

  it.each(['', '30', 's', '-1s', '1 s', '1w', '1e3s', '.5s', 'off'])(
    'the setting %s is no duration',
    (text) => {
      expect(parseDurationMs(text)).toBeNull();
    },
  );

  it('days begin at midnight UTC', () => {
    expect([utcDay(0), utcDay(dayMs - 1), utcDay(dayMs)]).toEqual([0, 0, 1]);
  });
});
