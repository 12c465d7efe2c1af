import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { TimeLimit } from '../core/case.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import type { CaseTables } from './case-tables.ts';
import { instant, defaultTables as tables } from './test-town.ts';
import { localDateDigits, WorkingCalendar } from './working-calendar.ts';

const shanghai = new WorkingCalendar(tables, 'Asia/Shanghai');

/** Local minutes of the day and date digits, for a zone. */
type LocalClock = (at: EpochMs) => {
  readonly date: string;
  readonly weekday: number;
  readonly minute: number;
};

/** China has had one offset since 1991, so no library is needed to check the library. */
const chinaClock: LocalClock = (at) => {
  const local = new Date(at + 8 * hourMs);
  return {
    date: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  };
};

function zoneClock(timezone: string): LocalClock {
  return (at) => {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
    const date = local.toPlainDate().toString();
    return { date, weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute };
  };
}

/** Minute by minute, as a person with a wall calendar would count. */
function isWorkingMinute(at: EpochMs, clock: LocalClock, rules: CaseTables): boolean {
  const { date, weekday, minute } = clock(at);
  const year = rules.years[date.slice(0, 4)];
  let works = rules.calendar.working_weekdays.includes(weekday);
  if (year?.holidays.some((holiday) => holiday.from <= date && date <= holiday.to)) works = false;
  if (year?.workdays.includes(date)) works = true;
  return (
    works &&
    rules.calendar.working_hours.some(([from, to]) => minutes(from) <= minute && minute < minutes(to))
  );
}

function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function slowDueAt(from: EpochMs, workingMinutes: number, clock: LocalClock, rules: CaseTables): EpochMs {
  let left = workingMinutes;
  let at = from;
  for (; left > 0; at += minuteMs) if (isWorkingMinute(at, clock, rules)) left -= 1;
  return at;
}

const minuteFrom = (from: string, days: number) =>
  fc.integer({ min: 0, max: days * 1_440 }).map((minute) => instant(from) + minute * minuteMs);

describe('working calendar', () => {
  it('counts as a person would who goes minute by minute', () => {
    const limits = fc.oneof(
      fc.record({ clock: fc.constant('working_hours' as const), amount: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ clock: fc.constant('working_days' as const), amount: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(minuteFrom('2025-12-25T00:00:00Z', 760), limits, (from, limit: TimeLimit) => {
        const wanted = limit.amount * (limit.clock === 'working_days' ? 480 : 60);
        expect(shanghai.dueAt(from, limit)).toBe(slowDueAt(from, wanted, chinaClock, tables));
      }),
      { numRuns: 60 },
    );
  });

  it('counts real minutes where the clocks change within working hours', () => {
    const nights = {
      years: {},
      calendar: {
        working_weekdays: [1, 2, 3, 4, 5, 6, 7],
        working_hours: [['00:00', '06:00'] as [string, string]],
      },
    };
    const rules = { ...tables, ...nights };
    for (const timezone of ['Europe/London', 'America/New_York']) {
      const calendar = new WorkingCalendar(rules, timezone);
      for (const start of [
        '2026-03-07T00:00:00Z',
        '2026-03-27T00:00:00Z',
        '2026-10-23T00:00:00Z',
        '2026-10-30T00:00:00Z',
      ]) {
        const at = instant(start);
        const limit = { clock: 'working_hours', amount: 17 } as const;
        expect(calendar.dueAt(at, limit)).toBe(slowDueAt(at, 17 * 60, zoneClock(timezone), rules));
      }
    }
  });

  it('finds the evening of a town where it is still the day before', () => {
    const evenings = {
      years: {},
      calendar: {
        working_weekdays: [1, 2, 3, 4, 5],
        working_hours: [['14:00', '24:00'] as [string, string]],
      },
    };
    const calendar = new WorkingCalendar({ ...tables, ...evenings }, 'America/New_York');
    const friday = instant('2026-11-27T22:00:00-05:00');
    expect(calendar.dueAt(friday, { clock: 'working_hours', amount: 2 })).toBe(friday + 2 * hourMs);
    expect(calendar.elapsedMs(friday, friday + dayMs, 'working_hours')).toBe(2 * hourMs);
  });

  it('urgent hours run through nights and holidays', () => {
    const springFestival = instant('2026-02-16T23:30:00+08:00');
    expect(shanghai.dueAt(springFestival, { clock: 'urgent_hours', amount: 2 })).toBe(
      springFestival + 2 * hourMs,
    );
  });

  it('a limit used up at noon is due at noon, and one that starts at lunch starts at two', () => {
    const limit = { clock: 'working_hours', amount: 4 } as const;
    expect(shanghai.dueAt(instant('2026-11-24T08:00:00+08:00'), limit)).toBe(
      instant('2026-11-24T12:00:00+08:00'),
    );
    expect(shanghai.dueAt(instant('2026-11-24T12:30:00+08:00'), limit)).toBe(
      instant('2026-11-24T18:00:00+08:00'),
    );
  });

  it('skips a holiday and works on its make-up day', () => {
    const day = { clock: 'working_days', amount: 1 } as const;
    // From the eve of the long Spring Festival: the make-up Saturday is worked, the nine days are not.
    expect(shanghai.dueAt(instant('2026-02-14T08:00:00+08:00'), day)).toBe(
      instant('2026-02-14T18:00:00+08:00'),
    );
    expect(shanghai.dueAt(instant('2026-02-14T09:00:00+08:00'), day)).toBe(
      instant('2026-02-24T09:00:00+08:00'),
    );
  });

  it('what elapses until a limit is due is the limit', () => {
    const cases = fc.record({
      from: minuteFrom('2026-01-01T00:00:00Z', 700),
      clock: fc.constantFrom('urgent_hours' as const, 'working_hours' as const, 'working_days' as const),
      amount: fc.integer({ min: 1, max: 80 }).map((quarters) => quarters / 4),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(cases, ({ from, clock, amount, part }) => {
        const limit = { clock, amount };
        const dueAt = shanghai.dueAt(from, limit);
        expect(shanghai.elapsedMs(from, dueAt, clock)).toBe(shanghai.lengthMs(limit));
        const between = from + Math.floor((dueAt - from) * part);
        const used = shanghai.elapsedMs(from, between, clock);
        expect(used + shanghai.elapsedMs(between, dueAt, clock)).toBe(shanghai.lengthMs(limit));
        // Going on from a pause of no length changes nothing.
        expect(shanghai.afterMs(between, clock, shanghai.lengthMs(limit) - used)).toBe(
          used === shanghai.lengthMs(limit) ? between : dueAt,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('a year without a table follows the plain week', () => {
    const saturday = instant('2031-03-01T09:00:00+08:00');
    expect(shanghai.dueAt(saturday, { clock: 'working_hours', amount: 1 })).toBe(
      instant('2031-03-03T09:00:00+08:00'),
    );
    expect(shanghai.elapsedMs(saturday, saturday - dayMs, 'working_hours')).toBe(0);
  });

  it('the local date is that of the zone', () => {
    const at = instant('2026-11-24T17:00:00Z');
    expect(localDateDigits(at, 'Asia/Shanghai')).toBe('20261125');
    expect(localDateDigits(at, 'America/New_York')).toBe('20261124');
  });
});
