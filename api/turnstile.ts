// Lets few through at a time and a bounded number wait, so that dear work cannot be piled up from outside.

export interface TurnstileOptions {
  readonly atOnce: number;
  readonly maxWaiting: number;
}

export class Turnstile {
  readonly #options: TurnstileOptions;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(options: TurnstileOptions) {
    this.#options = options;
  }

  /** Whether one more would find a place, inside or waiting. */
  get hasRoom(): boolean {
    return this.#inside < this.#options.atOnce || this.#waiting.length < this.#options.maxWaiting;
  }

  /** Runs `work` when its turn comes, in the order of calls. */
  async pass<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#inside < this.#options.atOnce) this.#inside += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes straight to whoever waits longest.
      if (next === undefined) this.#inside -= 1;
      else next();
    }
  }
}
