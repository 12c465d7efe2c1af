// Moments as browsers' date fields write them, in the site's zone wherever the browser stands.
import { assert } from '../../../../core/error.ts';
import type { EpochMs } from '../../../../core/time.ts';
import { siteTimeZone } from './site.ts';

const parts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: siteTimeZone,
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});

/** `2026-07-01T03:12`, as a field of type `datetime-local` has it. */
export function siteMomentText(at: EpochMs): string {
  return parts.format(at).replace(' ', 'T');
}

/** The moment at which the site's clocks show `text`; `null` where it is none. */
export function siteMoment(text: string): EpochMs | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The zone's offset at a moment near by, and once more at the moment that follows from it.
  const offsetAt = (at: EpochMs) => Date.parse(`${siteMomentText(at)}Z`) - Math.floor(at / 60_000) * 60_000;
  const near = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(near);
}

/** When a day of the site begins, such as `2026-07-01`. Throws where it is none. */
export function siteDayStart(day: string): EpochMs {
  const start = siteMoment(`${day}T00:00`);
  assert(start !== null, `${day} is no day`);
  return start;
}
