// When to try again: soon at first, later and later, and never all at the same moment.
import { minuteMs, secondMs } from '../../core/time.ts';

/** `attempt` counts from 1, `random` lies between 0 and 1. From half a second to a minute. */
export function reconnectDelayMs(attempt: number, random: number): number {
  const longest = Math.min(minuteMs, secondMs * 2 ** Math.min(attempt - 1, 10));
  return Math.round(longest * (0.5 + random / 2));
}
