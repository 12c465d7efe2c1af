// An outlet that reads what was committed, fails, and is at times cut off between taking a delivery and noting it.
import type { CommittedEvent } from '../../core/ports.ts';
import { secondMs } from '../../core/time.ts';
import type { Faults } from './faults.ts';

const lookEveryMs = 5 * secondMs;

export class SimOutlet {
  /** By id, as first taken. */
  readonly taken = new Map<number, CommittedEvent>();
  cursor = 0;
  readonly #faults: Faults;
  readonly #read: (after: number) => Promise<readonly CommittedEvent[]>;
  #isHealed = false;

  constructor(faults: Faults, read: (after: number) => Promise<readonly CommittedEvent[]>) {
    this.#faults = faults;
    this.#read = read;
  }

  /** Looks now and then. `onFailure`: what it finds breaks a promise. */
  begin(onFailure: (error: unknown) => void): void {
    setTimeout(() => {
      this.#look().then(() => this.begin(onFailure), onFailure);
    }, lookEveryMs);
  }

  heal(): void {
    this.#isHealed = true;
  }

  async #look(): Promise<void> {
    const { random, outletFails } = this.#faults;
    for (const event of await this.#read(this.cursor)) {
      if (event.id !== this.cursor + 1) throw new Error(`event ${event.id} follows ${this.cursor}`);
      const known = this.taken.get(event.id);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(event)) {
        throw new Error(`event ${event.id} was another one before: ${JSON.stringify([known, event])}`);
      }
      if (!this.#isHealed && random.next() < outletFails / 2) return;
      this.taken.set(event.id, event);
      if (!this.#isHealed && random.next() < outletFails / 4) return;
      this.cursor = event.id;
    }
  }
}
