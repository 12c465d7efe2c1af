// What goes wrong in one course of events, drawn from its seed: how often, and how badly.
import { hourMs, minuteMs, secondMs } from '../../core/time.ts';
import { createRandom, type Random } from '../../simulators/random.ts';

export interface Faults {
  readonly random: Random;
  /** Chance that a commit is the hub's last: before, in the middle or after it. */
  readonly crash: number;
  /** Chance that a commit finds the disk full or failing, and for how long it then stays so, ms. */
  readonly refuse: number;
  readonly refuseForMs: number;
  /** Longest that a commit takes, ms. */
  readonly slowMs: number;
  /** Chances for a message or its acknowledgement on the way. */
  readonly lost: number;
  readonly doubled: number;
  readonly delayMs: number;
  /** Chance that a delivery of the outlet fails. */
  readonly outletFails: number;
  /** Steps of the hub's clock, by how much, ms; none where the list is empty. */
  readonly clockSteps: readonly { readonly afterMs: number; readonly byMs: number }[];
}

/** Most seeds have some of the faults, some have all, some have none. */
export function faultsOf(seed: number): Faults {
  const random = createRandom(seed, 'faults');
  const sometimes = (most: number) => (random.next() < 0.6 ? random.between(0, most) : 0);
  const steps = random.next() < 0.3 ? 1 + random.index(3) : 0;
  return {
    random: createRandom(seed, 'events'),
    crash: sometimes(0.03),
    refuse: sometimes(0.04),
    refuseForMs: random.between(secondMs, 5 * minuteMs),
    slowMs: sometimes(20 * secondMs),
    lost: sometimes(0.3),
    doubled: sometimes(0.3),
    delayMs: sometimes(30 * secondMs),
    outletFails: sometimes(0.7),
    clockSteps: Array.from({ length: steps }, () => ({
      afterMs: random.between(0, 3 * hourMs),
      byMs: random.pick([-hourMs, -minuteMs / 2, minuteMs, 2 * hourMs]),
    })),
  };
}
