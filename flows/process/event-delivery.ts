// Gives events to the nodes that listen and says when a batch was taken: when every message that came of it has
// been worked off, so that what a killed process still had in hand is delivered again.
import { randomUUID } from 'node:crypto';
import type { FlowEvent, ReadingFilter } from '../messages.ts';

/** A message that came of an event carries this under `sluice`, and so do its copies. */
export interface EventMark {
  readonly event: number;
  readonly kind: string;
}

export type EventListener = (event: FlowEvent) => void;

interface Batch {
  readonly id: number;
  readonly events: readonly FlowEvent[];
  /** Messages in the flows by event; an event that is not here is done. */
  readonly open: Map<string, number>;
  /** How often a node has acted upon an event since it was delivered. */
  readonly actions: Map<string, number>;
  patience: NodeJS.Timeout | null;
}

/**
 * After this a message that is still somewhere in the flows (a delay, a node that never says it is done) counts as
 * worked off, ms.
 */
const patienceMs = 30_000;

const placeOf = ({ kind, event }: EventMark) => `${kind}:${event}`;
const placeOfEvent = ({ kind, id }: FlowEvent) => `${kind}:${id}`;

export class EventDelivery {
  readonly #taken: (batchId: number) => void;
  readonly #wants: (readings: readonly ReadingFilter[]) => void;
  readonly #listeners = new Set<EventListener>();
  readonly #filters = new Set<ReadingFilter>();
  readonly #batches = new Set<Batch>();
  /** By event. */
  readonly #batchOf = new Map<string, Batch>();
  #isRunning = false;

  constructor(taken: (batchId: number) => void, wants: (readings: readonly ReadingFilter[]) => void) {
    this.#taken = taken;
    this.#wants = wants;
  }

  listen(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for readings; the hub is told once the flows run. */
  wantReadings(filter: ReadingFilter): () => void {
    this.#filters.add(filter);
    return () => this.#filters.delete(filter);
  }

  /** Takes the next batch; it waits where the flows do not run. */
  take(id: number, events: readonly FlowEvent[]): void {
    const batch: Batch = { id, events, open: new Map(), actions: new Map(), patience: null };
    for (const event of events) {
      batch.open.set(placeOfEvent(event), 0);
      this.#batchOf.set(placeOfEvent(event), batch);
    }
    this.#batches.add(batch);
    if (this.#isRunning) this.#deliver(batch);
  }

  /** The flows run: what was not worked off before they stopped comes again. */
  started(): void {
    this.#isRunning = true;
    this.#wants([...this.#filters]);
    for (const batch of this.#batches) this.#deliver(batch);
  }

  stopped(): void {
    this.#isRunning = false;
    for (const batch of this.#batches) this.#impatient(batch, null);
  }

  /** A message is on its way to a node. */
  sent(mark: EventMark): void {
    const open = this.#batchOf.get(placeOf(mark))?.open;
    const count = open?.get(placeOf(mark));
    if (count !== undefined) open?.set(placeOf(mark), count + 1);
  }

  /** A node is done with a message. */
  completed(mark: EventMark): void {
    const batch = this.#batchOf.get(placeOf(mark));
    const count = batch?.open.get(placeOf(mark));
    if (batch === undefined || count === undefined) return;
    if (count > 1) batch.open.set(placeOf(mark), count - 1);
    else batch.open.delete(placeOf(mark));
    this.#finish(batch);
  }

  /** A key for an action of a node upon an event: its n-th is the same whenever the event comes again. */
  actionKey(mark: EventMark, nodeId: string): string {
    const place = `${placeOf(mark)}:${nodeId}`;
    const actions = this.#batchOf.get(placeOf(mark))?.actions;
    // Of an event that counts as worked off: it does not come again.
    if (actions === undefined) return `${place}:${randomUUID()}`;
    const nth = actions.get(place) ?? 0;
    actions.set(place, nth + 1);
    return `${place}:${nth}`;
  }

  #deliver(batch: Batch): void {
    batch.actions.clear();
    const again = batch.events.filter((event) => batch.open.has(placeOfEvent(event)));
    for (const event of again) batch.open.set(placeOfEvent(event), 0);
    for (const event of again) {
      for (const listener of this.#listeners) listener(event);
    }
    // Node-RED hands messages on at once or in the next turn: what has none by then is no node's.
    setImmediate(() => {
      if (!this.#batches.has(batch)) return;
      for (const [place, count] of batch.open) if (count === 0) batch.open.delete(place);
      this.#impatient(
        batch,
        setTimeout(() => {
          batch.open.clear();
          this.#finish(batch);
        }, patienceMs),
      );
      this.#finish(batch);
    });
  }

  #impatient(batch: Batch, patience: NodeJS.Timeout | null): void {
    if (batch.patience !== null) clearTimeout(batch.patience);
    batch.patience = patience;
  }

  #finish(batch: Batch): void {
    if (batch.open.size > 0 || !this.#isRunning || !this.#batches.delete(batch)) return;
    this.#impatient(batch, null);
    for (const event of batch.events) this.#batchOf.delete(placeOfEvent(event));
    this.#taken(batch.id);
  }
}
