// Events of the last commits, kept beside the outlets of the main thread: an alarm leaves at once, without a detour over
// the thread that reads the disk. What is older than these is read there.
import type { Backlog, Feed } from '../../core/outlet.ts';
import type { CommittedEvent, Views } from '../../core/ports.ts';

type Kinds = readonly CommittedEvent['kind'][];

const keptEvents = 500;

export class RecentEvents {
  #events: readonly CommittedEvent[] = [];
  /** Every event with a higher id is in the list; `null` before the first has come. */
  #completeAfter: number | null = null;

  /** Takes the events of a commit, which follow those of the one before. */
  add(events: readonly CommittedEvent[]): void {
    const [first] = events;
    if (first === undefined) return;
    this.#completeAfter ??= first.id - 1;
    const all = [...this.#events, ...events];
    const dropped = all[all.length - keptEvents - 1];
    if (dropped !== undefined) this.#completeAfter = dropped.id;
    this.#events = all.slice(-keptEvents);
  }

  /** What follows an id, read from `views` where it is not all here. */
  feed(views: Pick<Views, 'events' | 'eventBacklog'>, kinds: Kinds): Feed<CommittedEvent> {
    return {
      read: async (after, limit) =>
        this.#after(after, kinds)?.slice(0, limit) ?? (await views.events(after, kinds, limit)),
      backlog: async (after) => this.#backlog(after, kinds) ?? (await views.eventBacklog(after, kinds)),
    };
  }

  #after(after: number, kinds: Kinds): CommittedEvent[] | null {
    if (this.#completeAfter === null || after < this.#completeAfter) return null;
    return this.#events.filter(({ id, kind }) => id > after && kinds.includes(kind));
  }

  #backlog(after: number, kinds: Kinds): Backlog | null {
    const pending = this.#after(after, kinds);
    if (pending === null) return null;
    return {
      pending: pending.length,
      oldestAt: pending[0]?.at ?? null,
      end: this.#events.at(-1)?.id ?? 0,
    };
  }
}
