// The port of whatever leaves the hub: it takes items in order, at least once, from a cursor that outlives it.

import type { CommittedEvent } from './committed-event.ts';
import { SluiceError } from './error.ts';
import type { Label, Language } from './label.ts';
import type { Json, Page, PageRequest } from './page.ts';
import type { Reading } from './reading.ts';
import type { Device, Point, Unit } from './registry.ts';
import type { EpochMs } from './time.ts';

/** Anything that leaves in order: an event, a reading. */
export interface Numbered {
  /** Only rises; what an outlet's cursor counts in. */
  readonly id: number;
}

/** What an outlet reads on from. */
export interface Feed<Item extends Numbered> {
  /** Items after an id, oldest first, at most `limit`. */
  read(after: number, limit: number): Promise<readonly Item[]>;
  backlog(after: number): Promise<Backlog>;
}

export interface Backlog {
  readonly pending: number;
  /** When the oldest of them was committed; `null` where nothing is pending. */
  readonly oldestAt: EpochMs | null;
  /** Id of the newest item of all; 0 where there never was one. */
  readonly end: number;
}

/** A device and its point as the registry had them at some time. */
export interface Place {
  /** `null` where it was not registered. */
  readonly device: Device | null;
  readonly point: Point | null;
}

/** The registry as it was at any time. */
export interface Places {
  placeOf(deviceId: string, at: EpochMs): Place;
  point(pointId: string, at: EpochMs): Point | null;
  unit(unitId: string, at: EpochMs): Unit | null;
}

export interface FedReading extends Numbered, Reading {
  /** At the time of receipt. The same object as long as nothing changes. */
  readonly place: Place;
}

/** Items that the far side will never take: a dead letter, kept until it is retried or dropped. */
export interface Refused {
  /** Says the same of the same items at every attempt, so that a repetition is not kept twice. */
  readonly key: string;
  /** What `redeliver` takes. */
  readonly payload: string;
  readonly reason: string;
}

export interface Outlet<Item extends Numbered = CommittedEvent> {
  /** Names its cursor. */
  readonly name: string;
  /** Items of one delivery at most. */
  readonly batchLength: number;
  /** Where an outlet that has no cursor yet begins: with all that is kept, with what comes from now on, or after an id. */
  readonly begins: 'oldest' | 'now' | number;
  /**
   * Takes items in order and gives those that were refused for good. Rejects where they could not be delivered; the
   * same ones come again then, after a pause, so each delivery must be harmless when repeated. The pause is at least
   * the `retryAfterMs` of an `OutletPause`.
   */
  deliver(items: readonly Item[], signal: AbortSignal): Promise<readonly Refused[]>;
  /** Delivers a dead letter again: `null` where it was taken, else why not. Rejects as `deliver` does. Absent where
   * nothing is ever refused. */
  redeliver?(letter: Refused, signal: AbortSignal): Promise<Refused | null>;
}

/** An outlet that is told of changes. */
export interface EventOutlet extends Outlet {
  readonly kinds: readonly CommittedEvent['kind'][];
}

/** A delivery that the far side wants to have later. */
export class OutletPause extends SluiceError {
  readonly retryAfterMs: number;

  constructor(message: Label, retryAfterMs: number) {
    super(message, { code: 'outlet_pause', retryable: true });
    this.name = 'OutletPause';
    this.retryAfterMs = retryAfterMs;
  }
}

export interface OutletMark {
  /** Id of the last item delivered; `null` for an outlet that never ran. */
  readonly cursor: number | null;
  /** Items delivered ever. */
  readonly sent: number;
  readonly paused: boolean;
  readonly dead: number;
}

/** How far each outlet has come, and what it could not deliver: kept on disk. */
export interface OutletBook {
  mark(outlet: string): OutletMark;
  /** After a delivery: moves the cursor, counts, keeps dead letters; all or nothing. */
  advance(
    outlet: string,
    step: { cursor: number; sent: number; refused: readonly Refused[]; at: EpochMs },
  ): void;
  setPaused(outlet: string, paused: boolean): void;
  /** An outlet that is no more: one of its name begins anew. Its dead letters stay. */
  forget(outlet: string): void;
  /** Oldest first. */
  deadLetters(outlet: string, page: PageRequest): Page<DeadLetter>;
  dropLetter(id: number): void;
  /** Still refused: with the newest reason. */
  keepLetter(id: number, reason: string): void;
}

export interface DeadLetter extends Refused {
  readonly id: number;
  readonly at: EpochMs;
  readonly attempts: number;
}

/** An outlet as operations see it. */
export interface OutletState {
  readonly name: string;
  readonly sent: number;
  readonly pending: number;
  readonly oldestPendingAt: EpochMs | null;
  readonly dead: number;
  readonly paused: boolean;
  /** Why the last attempt failed; `null` while all goes well. */
  readonly failure: Label | null;
  readonly failingSince: EpochMs | null;
  /** Failed attempts in a row. */
  readonly attempts: number;
  /** Everything up to this id was taken or is not for it. */
  readonly takenTo: number;
}

export const outletActions = ['pause', 'resume', 'retry'] as const;
export type OutletAction = (typeof outletActions)[number];

/** All outlets, for those who look after them. */
export interface OutletDesk {
  states(): readonly OutletState[];
  /** False where there is no such outlet. `retry` tries at once, dead letters included. */
  act(outlet: string, action: OutletAction): boolean;
  /** `null` where there is no such outlet. */
  deadLetters(outlet: string, page: PageRequest): Page<DeadLetter> | null;
}

/** In the language of whoever asks. */
export function outletJson(state: OutletState, now: EpochMs, language: Language): Json {
  const { oldestPendingAt, failingSince } = state;
  return {
    name: state.name,
    sent: state.sent,
    pending: state.pending,
    oldest_pending_s: ageS(oldestPendingAt, now),
    dead: state.dead,
    paused: state.paused,
    failure: state.failure?.[language] ?? null,
    failing_s: ageS(failingSince, now),
    attempts: state.attempts,
  };
}

/** Seconds since then. */
export function ageS(since: EpochMs | null, now: EpochMs): number | null {
  return since === null ? null : Math.max(0, (now - since) / 1_000);
}
