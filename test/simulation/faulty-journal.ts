// A journal whose commits go wrong as the seed has it: refused for a while, or the last thing that the hub does.
import { SluiceError } from '../../core/error.ts';
import type { Journal } from '../../core/journal.ts';
import type { Faults } from './faults.ts';
import type { SimulatedStore } from './sim-disk.ts';

/** The machine stops here. */
export class Crash extends Error {}

export interface FaultyDisk {
  readonly journal: Journal;
  /** From now on nothing goes wrong any more. */
  heal(): void;
}

export function faultyJournal(store: SimulatedStore, faults: Faults, now: () => number): FaultyDisk {
  const journal = store.open();
  const { random, crash, refuse, refuseForMs } = faults;
  let healed = false;
  let refusesUntil = 0;
  const commit: Journal['commit'] = (batch) => {
    if (healed) return journal.commit(batch);
    if (now() < refusesUntil) throw full();
    if (random.next() < refuse) {
      refusesUntil = now() + random.between(0, refuseForMs);
      throw full();
    }
    if (random.next() >= crash) return journal.commit(batch);
    store.tear(journal, batch, [0, random.next(), 1][random.index(3)] ?? 0);
    throw new Crash('the machine stopped');
  };
  return {
    journal: {
      get position() {
        return journal.position;
      },
      snapshot: () => journal.snapshot(),
      base: () => journal.base(),
      records: (after) => journal.records(after),
      claims: (after) => journal.claims(after),
      commit,
      retain: (oldest, taken) => journal.retain(oldest, taken),
      forget: (progress) => journal.forget(progress),
      close: () => journal.close(),
    },
    heal() {
      healed = true;
    },
  };
}

function full(): SluiceError {
  return new SluiceError('the disk is full', { code: 'disk_full', retryable: true, hint: 'make room' });
}
