// How many messages wait for their commit, over all connections. Where there are too many the connections are not
// read, and go on in the order in which they had to stop.

export interface InFlightLimits {
  readonly inFlight: number;
  readonly inFlightBytes: number;
}

export interface Waiter {
  proceed(): void;
}

export class InFlight {
  readonly #limits: InFlightLimits;
  readonly #waiting = new Set<Waiter>();
  #idle: (() => void)[] = [];
  #count = 0;
  #bytes = 0;

  constructor(limits: InFlightLimits) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether one more may come in; where not, `waiter` is told when it may. */
  hasRoomFor(waiter: Waiter): boolean {
    if (this.#count < this.#limits.inFlight && this.#bytes < this.#limits.inFlightBytes) return true;
    this.#waiting.add(waiter);
    return false;
  }

  /** A message was let in; its length is not known yet. */
  began(): void {
    this.#count += 1;
  }

  /** A message has come whole and waits for its commit. */
  submitted(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Its commit is decided. `bytes`: as submitted, 0 for messages that never came whole. */
  ended(messages: number, bytes: number): void {
    this.#count -= messages;
    this.#bytes -= bytes;
    for (const waiter of this.#waiting) {
      if (this.#count >= this.#limits.inFlight || this.#bytes >= this.#limits.inFlightBytes) return;
      this.#waiting.delete(waiter);
      waiter.proceed();
    }
    if (this.#count > 0) return;
    const idle = this.#idle;
    this.#idle = [];
    for (const then of idle) then();
  }

  forget(waiter: Waiter): void {
    this.#waiting.delete(waiter);
  }

  /** Resolves when nothing is in flight. */
  async whenIdle(): Promise<void> {
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }
}
