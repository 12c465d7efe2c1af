// Guesses at the secret of one name are answered later and later, from wherever they come. Whoever knows the secret is
// let in at once, so that nobody can lock a device out by guessing at it.

export interface NameThrottleOptions {
  /** Failures of a name that are answered at once. */
  readonly failures: number;
  /** How long a name is remembered after its last failure, ms. */
  readonly rememberMs: number;
  /** Names remembered at most; the one that failed longest ago gives way. */
  readonly names: number;
}

interface Guessed {
  readonly failures: number;
  readonly failedAtMs: number;
}

const firstDelayMs = 500;
const longestDelayMs = 8_000;

export class NameThrottle {
  readonly #options: NameThrottleOptions;
  /** In the order of their last failure. */
  readonly #guessed = new Map<string, Guessed>();

  constructor(options: NameThrottleOptions) {
    this.#options = options;
  }

  /** Notes a failed login of `name`; how long its answer is to wait, ms. `nowMs`: a clock that never goes back. */
  failed(name: string, nowMs: number): number {
    const { failures: free, rememberMs, names } = this.#options;
    const known = this.#guessed.get(name);
    const isFresh = known !== undefined && nowMs - known.failedAtMs <= rememberMs;
    const failures = (isFresh ? known.failures : 0) + 1;
    this.#guessed.delete(name);
    this.#guessed.set(name, { failures, failedAtMs: nowMs });
    if (this.#guessed.size > names) {
      const oldest = this.#guessed.keys().next();
      if (!oldest.done) this.#guessed.delete(oldest.value);
    }
    if (failures <= free) return 0;
    return Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - free - 1));
  }
}
