// Keeps to a number of deliveries a minute: whoever comes too early waits.
import { setTimeout as pause } from 'node:timers/promises';
import { minuteMs } from '../core/time.ts';

/** `perMinute` deliveries in any minute. `clock`: a clock that never goes back, ms. */
export function pacer(perMinute: number, clock: () => number = () => performance.now()) {
  const lately: number[] = [];
  /** Resolves when the next delivery may leave, and counts it. */
  return async (signal: AbortSignal): Promise<void> => {
    const oldest = lately.length < perMinute ? undefined : lately.shift();
    if (oldest !== undefined) {
      const waitMs = oldest + minuteMs - clock();
      if (waitMs > 0) {
        try {
          await pause(waitMs, undefined, { signal });
        } catch (thrown) {
          lately.unshift(oldest);
          throw thrown;
        }
      }
    }
    lately.push(clock());
  };
}
