// Time that goes from timer to timer and takes none itself: everything that asks for the time or for a timer gets
// this one, and randomness comes from the seed. What runs in it runs the same every time.
import { vi } from 'vitest';
import type { EpochMs } from '../../core/time.ts';
import { createRandom } from '../../simulators/random.ts';

const realImmediate = setImmediate;

/** Promises settle, as they do between two timers. */
function settle(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}

export interface VirtualTime {
  /** Goes on to the next timer and all that follows from it at once. */
  step(): Promise<void>;
  end(): void;
}

export function beginVirtualTime(seed: number, at: EpochMs): VirtualTime {
  vi.useFakeTimers({
    now: at,
    toFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
      ...(['setImmediate', 'clearImmediate', 'Date', 'performance'] as const),
    ],
  });
  const random = vi.spyOn(Math, 'random').mockImplementation(createRandom(seed, 'Math.random').next);
  return {
    async step() {
      await settle();
      vi.advanceTimersToNextTimer();
      await settle();
    },
    end() {
      random.mockRestore();
      vi.useRealTimers();
    },
  };
}
