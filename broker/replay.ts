// How a persistent session catches up: what is queued goes out in its order, and what comes meanwhile waits behind
// it in the queue, so that a reader never sees the end of an alarm before its beginning.

/** Messages remembered after the end of the queue, until they have come by live too. */
const rememberedMessages = 1_000;

export class Replay {
  #isOn = false;
  readonly #sent = new Set<string>();

  begin(): void {
    this.#isOn = true;
  }

  /** `delivery`: the id of a message that was just taken from the queue. */
  sent(delivery: string): void {
    this.#sent.add(delivery);
    if (this.#sent.size <= rememberedMessages) return;
    const oldest = this.#sent.values().next();
    if (!oldest.done) this.#sent.delete(oldest.value);
  }

  end(): void {
    this.#isOn = false;
  }

  /** Whether a message is to be delivered as it comes: not while it will come or has come from the queue. */
  takesLive(delivery: string): boolean {
    return !this.#isOn && !this.#sent.delete(delivery);
  }
}
