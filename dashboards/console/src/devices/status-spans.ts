// Uptime day by day from the spans of a device's state, in the site's days.
import { dayMs, type EpochMs } from '../../../../core/time.ts';
import type { StatusSpanAnswer } from '../api-client/device-answers.ts';
import { siteDayStart } from '../look/site-moment.ts';
import { dayOf } from '../words/figures.ts';

export interface DayUptime {
  /** `2026-07-01`. */
  readonly day: string;
  /** 0 to 1; `null` where nothing of the day counts. */
  readonly uptime: number | null;
}

export function uptimeByDay(spans: readonly StatusSpanAnswer[]): readonly DayUptime[] {
  const days = new Map<string, { up: number; down: number }>();
  for (const { from, to, condition } of spans) {
    const end = Date.parse(to);
    for (let at = Date.parse(from); at < end; ) {
      const next = Math.min(end, nextMidnight(at));
      const day = dayOf(at);
      const sums = days.get(day) ?? { up: 0, down: 0 };
      if (condition === 'up') sums.up += next - at;
      if (condition === 'down') sums.down += next - at;
      days.set(day, sums);
      at = next;
    }
  }
  return [...days].map(([day, { up, down }]) => ({ day, uptime: up + down === 0 ? null : up / (up + down) }));
}

/** A day of the site may have an hour more or less. */
function nextMidnight(at: EpochMs): EpochMs {
  return siteDayStart(dayOf(siteDayStart(dayOf(at)) + 1.5 * dayMs));
}
