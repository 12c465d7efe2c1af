// Asks the hub what single points are called and where they are: gathered for a moment, so that a list of a hundred rows
// is one question. A town has more points than a browser should hold.
import { secondMs } from '../../../../core/time.ts';
import type { ListAnswer } from '../api-client/answers.ts';
import { getJson } from '../api-client/request.ts';
import type { Place } from './live-state.ts';
import type { LiveStore } from './live-store.ts';

const gatherMs = 30;
/** Points in one question, as the hub takes them. */
const mostAtOnce = 200;
/** After a failure. */
const retryMs = 5 * secondMs;

export class PlaceDesk {
  readonly #store: LiveStore;
  /** What was asked for, so that what is gone is not asked for at every look. */
  readonly #asked = new Set<string>();
  readonly #waiting = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: LiveStore) {
    this.#store = store;
  }

  /** The store has them soon, unless they are gone. */
  want(ids: Iterable<string | null | undefined>): void {
    const { places } = this.#store.read();
    for (const id of ids) {
      if (id == null || id === '' || places.has(id) || this.#asked.has(id)) continue;
      this.#asked.add(id);
      this.#waiting.add(id);
    }
    this.#askSoon();
  }

  /** The registry has changed: what is known is asked for again, and so is what was not there. */
  askAnew(): void {
    for (const id of [...this.#store.read().places.keys(), ...this.#asked]) this.#waiting.add(id);
    this.#askSoon();
  }

  #askSoon(): void {
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#ask(), gatherMs);
  }

  #ask(): void {
    this.#timer = null;
    const ids = [...this.#waiting];
    this.#waiting.clear();
    for (let from = 0; from < ids.length; from += mostAtOnce) {
      void this.#askFor(ids.slice(from, from + mostAtOnce));
    }
  }

  async #askFor(ids: readonly string[]): Promise<void> {
    try {
      const query = encodeURIComponent(ids.join(','));
      const { items } = await getJson<ListAnswer<Place>>(`/town/places?ids=${query}`);
      this.#store.placesCame(items);
    } catch {
      // Whoever looks after that asks again.
      setTimeout(() => {
        for (const id of ids) this.#asked.delete(id);
      }, retryMs);
    }
  }
}
