// Which readings show an alarm: of what metric, from when to when.
import { type EpochMs, hourMs, minuteMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';

/** The metric of an alarm by the unit of its value; silence and faults have none. */
export const metricOfUnit: Readonly<Record<string, string | undefined>> = {
  mm: 'depth_mm',
  '°': 'tilt_deg',
  V: 'battery_v',
  '%': 'battery_pct',
};

/** An hour before to an hour after, whole minutes, so that a page that is drawn anew asks for the same. */
export function alarmSpan(
  alarm: Pick<AlarmAnswer, 'raised_at' | 'cleared_at'>,
  now: EpochMs,
): { readonly from: EpochMs; readonly to: EpochMs } {
  const raisedAt = Date.parse(alarm.raised_at);
  const endsAt = alarm.cleared_at === null ? now : Date.parse(alarm.cleared_at) + hourMs;
  const wholeMinute = (at: EpochMs) => Math.ceil(at / minuteMs) * minuteMs;
  return { from: wholeMinute(raisedAt - hourMs), to: wholeMinute(Math.min(endsAt, now)) };
}
