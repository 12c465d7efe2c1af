// Time limits against the official calendar: when a limit that starts now is due, and how much of it has passed.
// A day's working time is worked out once and kept, so that a limit costs a few look-ups.
import { Temporal } from 'temporal-polyfill';
import type { TimeLimit } from '../core/case.ts';
import { type EpochMs, hourMs, minuteMs, utcDay } from '../core/time.ts';
import type { CaseTables } from './case-tables.ts';

interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

const epochDate = Temporal.PlainDate.from('1970-01-01');

/** Days kept before starting anew: about eleven years. */
const keptDays = 4_000;

export class WorkingCalendar {
  readonly #timezone: string;
  readonly #weekdays: ReadonlySet<number>;
  readonly #hours: readonly (readonly [string, string])[];
  /** Dates that differ from the week: true is worked. */
  readonly #exceptions = new Map<string, boolean>();
  readonly #workingDayMs: number;
  readonly #spans = new Map<number, readonly Span[]>();

  /** `timezone` is an IANA name. */
  constructor(tables: Pick<CaseTables, 'calendar' | 'years'>, timezone: string) {
    this.#timezone = timezone;
    this.#weekdays = new Set(tables.calendar.working_weekdays);
    this.#hours = tables.calendar.working_hours;
    this.#workingDayMs = this.#hours.reduce((sum, [from, to]) => sum + clockMs(to) - clockMs(from), 0);
    for (const year of Object.values(tables.years)) {
      for (const holiday of year.holidays) {
        const last = Temporal.PlainDate.from(holiday.to);
        let date = Temporal.PlainDate.from(holiday.from);
        for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
          this.#exceptions.set(date.toString(), false);
        }
      }
      for (const date of year.workdays) this.#exceptions.set(date, true);
    }
  }

  /**
   * The earliest instant by which the whole limit, `times` over, has run since `from`: a limit that is used up at
   * noon is due at noon, and one that starts outside working hours starts with the next of them.
   */
  dueAt(from: EpochMs, limit: TimeLimit, times = 1): EpochMs {
    return this.afterMs(from, limit.clock, this.lengthMs(limit) * times);
  }

  /** The limit on its own clock, ms: a working day is as long as the calendar's working hours. */
  lengthMs(limit: TimeLimit): number {
    return Math.round(limit.amount * (limit.clock === 'working_days' ? this.#workingDayMs : hourMs));
  }

  /** The earliest instant by which `lengthMs` of that clock have run since `from`. */
  afterMs(from: EpochMs, clock: TimeLimit['clock'], lengthMs: number): EpochMs {
    if (clock === 'urgent_hours' || lengthMs <= 0) return from + Math.max(0, lengthMs);
    let left = lengthMs;
    for (let day = utcDay(from) - 1; ; day++) {
      for (const span of this.#spansOf(day)) {
        const start = Math.max(from, span.from);
        if (start >= span.to) continue;
        if (left <= span.to - start) return start + left;
        left -= span.to - start;
      }
    }
  }

  /** How much of that clock runs between two instants, ms; 0 where `to` is not after `from`. */
  elapsedMs(from: EpochMs, to: EpochMs, clock: TimeLimit['clock']): number {
    if (to <= from) return 0;
    if (clock === 'urgent_hours') return to - from;
    let elapsed = 0;
    // A local date and the UTC date of the same instant are at most one day apart.
    for (let day = utcDay(from) - 1; day <= utcDay(to) + 1; day++) {
      for (const span of this.#spansOf(day)) {
        elapsed += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
      }
    }
    return elapsed;
  }

  #spansOf(day: number): readonly Span[] {
    const known = this.#spans.get(day);
    if (known !== undefined) return known;
    const date = epochDate.add({ days: day });
    const works = this.#exceptions.get(date.toString()) ?? this.#weekdays.has(date.dayOfWeek);
    const spans = works
      ? this.#hours.map(([from, to]) => ({
          from: this.#instantOf(date, from),
          to: this.#instantOf(date, to),
        }))
      : [];
    if (this.#spans.size >= keptDays) this.#spans.clear();
    this.#spans.set(day, spans);
    return spans;
  }

  #instantOf(date: Temporal.PlainDate, time: string): EpochMs {
    const [day, plainTime] = time === '24:00' ? [date.add({ days: 1 }), '00:00'] : [date, time];
    return day.toZonedDateTime({ timeZone: this.#timezone, plainTime }).epochMilliseconds;
  }
}

/** The date at an instant in a zone, as `20261124`. */
export function localDateDigits(at: EpochMs, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return local.toPlainDate().toString().replaceAll('-', '');
}

/** Local date and minute, as `2026-11-24 12:00`. */
export function localMinuteText(at: EpochMs, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** The next instant after `at` at which a clock there shows one of `times`, which rise (`09:00`). */
export function nextLocalTime(at: EpochMs, times: readonly string[], timezone: string): EpochMs {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone).toPlainDate();
  for (let day = today; ; day = day.add({ days: 1 })) {
    for (const plainTime of times) {
      const instant = day.toZonedDateTime({ timeZone: timezone, plainTime }).epochMilliseconds;
      if (instant > at) return instant;
    }
  }
}

function clockMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * hourMs + minutes * minuteMs;
}
