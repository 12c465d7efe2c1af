// The days of a place between two instants: each from its midnight to the next, whatever its clocks do.
import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../core/time.ts';

export interface LocalDay {
  /** Such as 2026-07-14. */
  readonly date: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** Every local day of which something lies from `from` on and before `to`. `timezone`: IANA name. */
export function localDays(from: EpochMs, to: EpochMs, timezone: string): LocalDay[] {
  const days: LocalDay[] = [];
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timezone).startOfDay();
  for (let day = first; day.epochMilliseconds < to; ) {
    const next = day.add({ days: 1 }).startOfDay();
    days.push({
      date: day.toPlainDate().toString(),
      from: day.epochMilliseconds,
      to: next.epochMilliseconds,
    });
    day = next;
  }
  return days;
}
