// What is due when, derived from the state and never stored: an entry may come early and is then put back, so
// that a device's thousand messages an hour need not touch the queue.
import TinyQueue from 'tinyqueue';
import type { EpochMs } from './time.ts';

interface Entry {
  readonly dueAt: EpochMs;
  readonly key: string;
}

export class DueQueue {
  readonly #queue = new TinyQueue<Entry>(
    [],
    (a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
  );
  /** Keys that were found due and are not taken yet. */
  readonly #ready = new TinyQueue<string>([], (a, b) => (a < b ? -1 : a > b ? 1 : 0));
  #readyAt: EpochMs = 0;
  /** The earliest entry of each key; others in the queue are stale. */
  readonly #earliest = new Map<string, EpochMs>();

  /** Asks for `key` at `dueAt`, or earlier where that was asked before. */
  add(key: string, dueAt: EpochMs): void {
    const known = this.#earliest.get(key);
    if (known !== undefined && known <= dueAt) return;
    this.#earliest.set(key, dueAt);
    this.#queue.push({ dueAt, key });
  }

  /** When the next entry is due, or `null`. */
  nextAt(): EpochMs | null {
    this.#putBack();
    return this.#next()?.dueAt ?? null;
  }

  /**
   * Takes the next key that is due at `now`, or `null`. Of all that are due the first by key, not by time: an entry
   * may come early, and how early differs between a hub that ran on and one that was restored.
   */
  take(now: EpochMs): string | null {
    if (now < this.#readyAt) this.#putBack();
    this.#readyAt = now;
    for (let next = this.#next(); next !== undefined && next.dueAt <= now; next = this.#next()) {
      this.#queue.pop();
      this.#ready.push(next.key);
    }
    const key = this.#ready.pop();
    if (key === undefined) return null;
    this.#earliest.delete(key);
    return key;
  }

  /** What was found due and not taken waits again. */
  #putBack(): void {
    for (let key = this.#ready.pop(); key !== undefined; key = this.#ready.pop()) {
      const dueAt = this.#earliest.get(key);
      if (dueAt !== undefined) this.#queue.push({ dueAt, key });
    }
  }

  #next(): Entry | undefined {
    this.#dropStale();
    return this.#queue.peek();
  }

  #dropStale(): void {
    for (let top = this.#queue.peek(); top !== undefined; top = this.#queue.peek()) {
      if (this.#earliest.get(top.key) === top.dueAt) return;
      this.#queue.pop();
    }
  }
}
