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
    this.#dropStale();
    return this.#queue.peek()?.dueAt ?? null;
  }

  /** Takes the next key that is due at `now`, in the order of due time and key; `null` when none is. */
  take(now: EpochMs): string | null {
    this.#dropStale();
    const next = this.#queue.peek();
    if (next === undefined || next.dueAt > now) return null;
    this.#queue.pop();
    this.#earliest.delete(next.key);
    return next.key;
  }

  #dropStale(): void {
    for (let top = this.#queue.peek(); top !== undefined; top = this.#queue.peek()) {
      if (this.#earliest.get(top.key) === top.dueAt) return;
      this.#queue.pop();
    }
  }
}
