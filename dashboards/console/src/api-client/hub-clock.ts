// The hub's clock as seen from a browser whose own may be wrong: ages and deadlines are reckoned by it.
import type { EpochMs } from '../../../../core/time.ts';

/** The hub's time has whole seconds, and an answer takes a while: smaller differences mean nothing. */
const meaningfulMs = 3_000;

let offsetMs = 0;

/** Takes the `Date` header of an answer that has just come. */
export function noteHubTime(header: string | null, browserNow: EpochMs = Date.now()): void {
  const hubNow = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(hubNow)) return;
  const difference = hubNow - browserNow;
  offsetMs = Math.abs(difference) < meaningfulMs ? 0 : difference;
}

export function hubNow(browserNow: EpochMs = Date.now()): EpochMs {
  return browserNow + offsetMs;
}
