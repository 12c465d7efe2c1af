// Holds the live state and tells the page when it has changed: at most ten times a second, however many events
// come, and with no more waiting than one event for each subject.
import { isLater, type LiveEvent, subjectOf } from './live-event.ts';
import {
  applyEvents,
  emptyState,
  type LiveState,
  type Place,
  type Snapshot,
  stateFrom,
} from './live-state.ts';

const gatherMs = 100;

export class LiveStore {
  #state = emptyState;
  #waiting = new Map<string, LiveEvent>();
  /** Events since a snapshot was asked for, to be applied on top of it; `null` while none is under way. */
  #sinceAsked: Map<string, LiveEvent> | null = null;
  #isDue = false;
  readonly #later: (work: () => void) => void;
  readonly #listeners = new Set<() => void>();

  /** @param later runs `work` once enough has gathered. */
  constructor(later: (work: () => void) => void = (work) => setTimeout(work, gatherMs)) {
    this.#later = later;
  }

  /** Stable between changes, as `useSyncExternalStore` wants it. */
  readonly read = (): LiveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  take(event: LiveEvent): void {
    const subject = subjectOf(event);
    for (const kept of [this.#waiting, this.#sinceAsked]) {
      const known = kept?.get(subject);
      if (known === undefined || isLater(event, known)) kept?.set(subject, event);
    }
    if (this.#isDue) return;
    this.#isDue = true;
    this.#later(() => this.#apply());
  }

  /** Events that come from now on are applied on top of the snapshot that is being read. */
  snapshotAsked(): void {
    this.#sinceAsked = new Map();
  }

  snapshotCame(snapshot: Snapshot): void {
    const since = [...(this.#sinceAsked?.values() ?? [])];
    this.#sinceAsked = null;
    this.#waiting.clear();
    this.#set(stateFrom(snapshot, since, this.#state));
  }

  /** What single points are called and where they are. */
  placesCame(places: readonly Place[]): void {
    if (places.length === 0) return;
    // What a gauge measured stands beside its name.
    const merged = places.map((place) => ({ ...this.#state.places.get(place.id), ...place }));
    const known = new Map([...this.#state.places, ...merged.map((place) => [place.id, place] as const)]);
    this.#set({ ...this.#state, places: known });
  }

  #apply(): void {
    this.#isDue = false;
    const events = [...this.#waiting.values()];
    this.#waiting.clear();
    if (events.length > 0) this.#set(applyEvents(this.#state, events));
  }

  #set(state: LiveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
