// The hours of the week in which a rule may raise an alarm, by the clock on the wall of the city.
import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../core/time.ts';
import { type Hours, weekdays } from './rule-parts.ts';

const dayMinutes = 1_440;

/** `timezone` is an IANA name. */
export function isWithin(schedule: readonly Hours[], at: EpochMs, timezone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const minute = local.hour * 60 + local.minute;
  const today = local.dayOfWeek - 1;
  const yesterday = (today + 6) % 7;
  return schedule.some(({ days, from, to }) => {
    const begins = minutesOf(from);
    const ends = minutesOf(to) > begins ? minutesOf(to) : minutesOf(to) + dayMinutes;
    const on = (day: number, since: number) =>
      days.includes(weekdays[day] as Hours['days'][number]) && since >= begins && since < ends;
    return on(today, minute) || on(yesterday, minute + dayMinutes);
  });
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
