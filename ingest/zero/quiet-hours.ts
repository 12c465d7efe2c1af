// The quiet hours of a night by the clock on the wall of the town.
import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../core/time.ts';
import type { ZeroSettings } from './zero-settings.ts';

export interface QuietHours {
  readonly from: EpochMs;
  /** Not in them any more. */
  readonly to: EpochMs;
  /** From when on they are judged. */
  readonly judgedAt: EpochMs;
}

/** Those that go on or come next, of which samples may still arrive at `now`. `timezone` is an IANA name. */
export function quietHoursAt(now: EpochMs, timezone: string, settings: ZeroSettings): QuietHours {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timezone).toPlainDate();
  const ofToday = quietHoursOf(today, timezone, settings);
  return now < ofToday.judgedAt ? ofToday : quietHoursOf(today.add({ days: 1 }), timezone, settings);
}

function quietHoursOf(day: Temporal.PlainDate, timezone: string, settings: ZeroSettings): QuietHours {
  const at = (hour: number) =>
    day.toZonedDateTime({ timeZone: timezone, plainTime: new Temporal.PlainTime(hour) }).epochMilliseconds;
  const to = at(settings.quietToHour);
  return { from: at(settings.quietFromHour), to, judgedAt: to + settings.deliveryMs };
}
