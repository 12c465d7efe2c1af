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

/** Those of these points that are there. */
type PlaceReader = (ids: readonly string[]) => Promise<readonly Place[]>;
type Later = (work: () => void, delayMs: number) => unknown;

/** A browser's own refuses to be called as a method. */
const browserTimer: Later = (work, delayMs) => setTimeout(work, delayMs);

async function readPlaces(ids: readonly string[]): Promise<readonly Place[]> {
  const query = encodeURIComponent(ids.join(','));
  const { items } = await getJson<ListAnswer<Place>>(`/town/places?ids=${query}`);
  return items;
}

export class PlaceDesk {
  readonly #store: LiveStore;
  readonly #read: PlaceReader;
  readonly #later: Later;
  /** What was asked for, so that what is gone is not asked for at every look. */
  readonly #asked = new Set<string>();
  readonly #waiting = new Set<string>();
  #isDue = false;

  /** @param later runs `work` after a while. */
  constructor(store: LiveStore, read: PlaceReader = readPlaces, later: Later = browserTimer) {
    this.#store = store;
    this.#read = read;
    this.#later = later;
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
    if (this.#waiting.size === 0 || this.#isDue) return;
    this.#isDue = true;
    this.#later(() => this.#ask(), gatherMs);
  }

  #ask(): void {
    this.#isDue = false;
    const ids = [...this.#waiting];
    this.#waiting.clear();
    for (let from = 0; from < ids.length; from += mostAtOnce) {
      void this.#askFor(ids.slice(from, from + mostAtOnce));
    }
  }

  async #askFor(ids: readonly string[]): Promise<void> {
    try {
      this.#store.placesCame(await this.#read(ids));
    } catch {
      // Whoever looks after that asks again.
      this.#later(() => {
        for (const id of ids) this.#asked.delete(id);
      }, retryMs);
    }
  }
}
