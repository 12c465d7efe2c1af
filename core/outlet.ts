// The port of whatever leaves the hub: told of changes in order, at least once, from a cursor that outlives it.
import type { CommittedEvent } from './ports.ts';

export interface Outlet {
  /** Names its cursor. */
  readonly name: string;
  /** Kinds of change that it is told of. */
  readonly kinds: readonly CommittedEvent['kind'][];
  /**
   * Takes changes in order. Rejects where they could not be delivered; the same ones come again then, after a pause,
   * so each delivery must be harmless when repeated.
   */
  deliver(events: readonly CommittedEvent[], signal: AbortSignal): Promise<void>;
}

/** How far each outlet has come. */
export interface OutletCursors {
  /** Id of the last event delivered; 0 for an outlet that has had none. */
  get(outlet: string): number;
  set(outlet: string, eventId: number): void;
}
