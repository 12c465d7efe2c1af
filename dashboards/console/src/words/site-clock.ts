// Times that people enter, by the clock of the site wherever their browser stands: `2026-07-01T08:00`, as an input of
// the type datetime-local writes them.
import type { EpochMs } from '../../../../core/time.ts';
import { siteTimeZone } from '../look/site.ts';

const wallClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: siteTimeZone,
  dateStyle: 'short',
  timeStyle: 'short',
});

/** To the minute. */
export function siteClockText(at: EpochMs): string {
  return wallClock.format(at).replace(' ', 'T');
}

/** The first instant at which the site's clock shows it; `null` where the text is no such time. */
export function instantOfSiteClock(text: string): EpochMs | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return null;
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // The zone's offset at the instant that is sought differs from that of a guess only beside a change of the clocks.
  const guess = asUtc - offsetMs(asUtc);
  return asUtc - offsetMs(guess);
}

/** To the whole minute, as zones are. */
function offsetMs(at: EpochMs): number {
  return Date.parse(`${siteClockText(at)}:00Z`) - Math.floor(at / 60_000) * 60_000;
}
