// An answer that many ask for and that may be a little old: made once, kept for a while, made anew after that.
import type { EpochMs } from '../core/time.ts';

export class KeptAnswer<Value> {
  readonly #make: () => Promise<Value>;
  readonly #keptMs: number;
  readonly #now: () => EpochMs;
  #made: { readonly value: Promise<Value>; readonly at: EpochMs } | null = null;

  constructor(options: { make: () => Promise<Value>; keptMs: number; now: () => EpochMs }) {
    this.#make = options.make;
    this.#keptMs = options.keptMs;
    this.#now = options.now;
  }

  /** At most `keptMs` old. A failure is not kept. */
  get(): Promise<Value> {
    const now = this.#now();
    if (this.#made !== null && now - this.#made.at <= this.#keptMs) return this.#made.value;
    const made = { value: this.#make(), at: now };
    this.#made = made;
    made.value.catch(() => {
      if (this.#made === made) this.#made = null;
    });
    return made.value;
  }
}
