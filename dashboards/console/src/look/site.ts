// The place that this console watches.
import { type EpochMs, minuteMs } from '../../../../core/time.ts';

/** Every time is shown in this zone, wherever the browser stands. */
export const siteTimeZone = 'Asia/Shanghai';

const zoneOffset = new Intl.DateTimeFormat('en', { timeZone: siteTimeZone, timeZoneName: 'longOffset' });

/** How far the site's clocks are ahead of UTC at an instant. */
export function siteOffsetMs(at: EpochMs): number {
  const name = zoneOffset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const match = /([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === '-' ? -1 : 1) * minutes * minuteMs;
}

/** Where an empty map opens: longitude and latitude of the county town, WGS-84 degrees. */
export const siteCentre: readonly [number, number] = [109.84, 35.585];
