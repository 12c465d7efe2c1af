// The hub's clock: the machine's, but it does not run back by the small steps with which a machine's clock is set.
import type { EpochMs } from '../core/time.ts';
import { minuteMs } from '../core/time.ts';

/** A step back of more than this is a correction that must be followed; one below it is waited out. */
const waitedOutMs = minuteMs;

/** A clock whose readings do not fall, unless the machine's own is set back by more than a minute. */
export function hubClock(machine: () => EpochMs = Date.now): () => EpochMs {
  let last = machine();
  return () => {
    const now = machine();
    if (now > last || last - now > waitedOutMs) last = now;
    return last;
  };
}
