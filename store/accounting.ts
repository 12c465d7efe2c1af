// What became of every message and reading, per device. A message counts once, as stored, duplicate or quarantined;
// how many were received is their sum and kept nowhere else, so the three can never disagree with it.
import type { MessageOutcome } from '../core/effects.ts';
import type { Database, Statement } from './database.ts';

export type MessageFate = 'stored' | 'duplicate' | 'quarantined';

/** How a message's readings fared in the store. */
export interface ReadingCounts {
  /** Stored for the first time. */
  readonly stored: number;
  /** Known already, to the store or before. */
  readonly duplicate: number;
  /** Those of `stored` that came late. */
  readonly late: number;
}

/** Stored: something of it was usable. Duplicate: all of it was known. */
export function messageFate(outcome: MessageOutcome, readings: ReadingCounts): MessageFate {
  if (readings.stored > 0 || outcome.usable) return 'stored';
  return readings.duplicate > 0 ? 'duplicate' : 'quarantined';
}

interface Tally {
  stored: number;
  duplicate: number;
  quarantined: number;
  readingsStored: number;
  readingsDuplicate: number;
  readingsLate: number;
  evaluated: number;
  missing: number;
}

/** Gathers the counts of a batch and adds them to the totals in one write per device. */
export class Accounting {
  readonly #add: Statement;
  #tallies = new Map<number, Tally>();

  constructor(db: Database) {
    this.#add = db.prepare(
      `INSERT INTO accounting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET
         stored = stored + excluded.stored,
         duplicate = duplicate + excluded.duplicate,
         quarantined = quarantined + excluded.quarantined,
         readings_stored = readings_stored + excluded.readings_stored,
         readings_duplicate = readings_duplicate + excluded.readings_duplicate,
         readings_late = readings_late + excluded.readings_late,
         evaluated = evaluated + excluded.evaluated,
         missing = missing + excluded.missing`,
    );
  }

  count(device: number, outcome: MessageOutcome, readings: ReadingCounts): MessageFate {
    const fate = messageFate(outcome, readings);
    this.#tally(device, fate, outcome, readings);
    return fate;
  }

  /** Counts a message that was tried again in place of how it was counted. What was stored of it stays stored. */
  recount(
    device: number,
    outcome: MessageOutcome,
    readings: ReadingCounts,
    before: { readonly device: number; readonly fate: MessageFate },
  ): MessageFate {
    const fate = before.fate === 'stored' ? 'stored' : messageFate(outcome, readings);
    this.#tallyOf(before.device)[before.fate] -= 1;
    this.#tally(device, fate, outcome, readings);
    return fate;
  }

  #tally(device: number, fate: MessageFate, outcome: MessageOutcome, readings: ReadingCounts): void {
    const tally = this.#tallyOf(device);
    tally[fate] += 1;
    tally.readingsStored += readings.stored;
    tally.readingsDuplicate += readings.duplicate;
    tally.readingsLate += readings.late;
    tally.evaluated += outcome.evaluated;
    // A report that the store knew fills no gap a second time.
    tally.missing += outcome.missing - (readings.stored > 0 ? outcome.filled : 0);
  }

  write(): void {
    for (const [device, tally] of this.#tallies) {
      this.#add.run(
        device,
        tally.stored,
        tally.duplicate,
        tally.quarantined,
        tally.readingsStored,
        tally.readingsDuplicate,
        tally.readingsLate,
        tally.evaluated,
        tally.missing,
      );
    }
  }

  /** Forgets what was counted, at the end of a transaction. */
  settle(): void {
    this.#tallies = new Map();
  }

  #tallyOf(device: number): Tally {
    let tally = this.#tallies.get(device);
    if (tally === undefined) {
      tally = {
        stored: 0,
        duplicate: 0,
        quarantined: 0,
        readingsStored: 0,
        readingsDuplicate: 0,
        readingsLate: 0,
        evaluated: 0,
        missing: 0,
      };
      this.#tallies.set(device, tally);
    }
    return tally;
  }
}
