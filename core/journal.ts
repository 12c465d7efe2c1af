// The port between the engine and what keeps the journal: one writer, one transaction for a batch of records and
// all that follows from them.
import type { Effects, RuleView } from './effects.ts';
import type { CommittedEvent, LatestValue } from './ports.ts';
import type { Reading } from './reading.ts';
import type { JournalRecord } from './record.ts';
import type { SnapshotRow } from './table.ts';
import type { EpochMs } from './time.ts';

export interface Batch {
  /** Position of the first record; positions rise by one from 1. */
  readonly firstPosition: number;
  readonly count: number;
  /** The records as `RecordPacker` packed them. */
  readonly block: Uint8Array;
  /** The hub's clock at the commit. */
  readonly at: EpochMs;
  readonly effects: Effects;
  /** Rows of the fold's state that changed since the last snapshot, where one is to be taken after this batch. */
  readonly snapshot: readonly SnapshotRow[] | null;
}

export interface CommitResult {
  /** The outbox items with the positions that they were given, in order. */
  readonly events: readonly CommittedEvent[];
  /** Newest values that this batch brought, one per device and metric. */
  readonly latest: readonly LatestValue[];
  /** Readings stored for the first time. */
  readonly readings: number;
}

export interface PositionedRecord {
  readonly position: number;
  readonly record: JournalRecord;
}

/** The fold's state as it was after the record at `position`. */
export interface StoredState {
  readonly position: number;
  readonly rows: Iterable<SnapshotRow>;
}

/** What the views hold of alarms and cases, to be compared with what a replay gives. */
export interface StoredClaims {
  /** JSON by id, as the API shows it, of what changed after the position asked for. */
  readonly alarms: ReadonlyMap<string, string>;
  readonly cases: ReadonlyMap<string, string>;
}

/** How far all outlets have come. */
export interface OutletProgress {
  /** Id of the last event that all have taken. */
  readonly events: number;
  /** Number of the last reading that all have taken. */
  readonly readings: number;
  /** What is from before it is dropped even where no outlet has taken it. */
  readonly readingsKeptSince: EpochMs;
  readonly eventsKeptSince: EpochMs;
  /** Whether some outlet wants readings at all. */
  readonly logsReadings: boolean;
}

export interface Forgotten {
  readonly more: boolean;
  /** Events and readings that were dropped although an outlet still wanted them. */
  readonly lost: number;
}

export interface Journal {
  /** Of the last record committed; 0 where there is none. */
  readonly position: number;
  /** The newest snapshot; position 0 and no rows where there is none. */
  snapshot(): StoredState;
  /** The oldest state that is kept, from which the journal is complete: position 0 and no rows at first. */
  base(): StoredState;
  /** Records after a position, in order. */
  records(after: number): Iterable<PositionedRecord>;
  claims(changedAfter: number): StoredClaims;
  /**
   * Commits all of the batch or nothing. Throws a `SluiceError`: retryable with code `disk_full`, `disk_failed` or
   * `database_busy`; nothing was kept then, and the same batch may be given again.
   */
  commit(batch: Batch): CommitResult;
  /**
   * Drops readings, records and events from before `oldest`, a little at a time; true while there is more to drop.
   * Events that an outlet has yet to take stay: those after `eventsTaken`.
   */
  retain(oldest: EpochMs, eventsTaken?: number): boolean;
  /** Drops what is kept for outlets only and no longer needed, a little at a time. */
  forget(progress: OutletProgress): Forgotten;
  close(): void;
}

/** The past as far as it is kept, read beside the hub that writes on. */
export interface JournalHistory {
  /** Of the last record committed; 0 where there is none. */
  position(): number;
  /**
   * The newest state kept of a moment at or before `at` from which every later record is kept too. `null` where `at`
   * lies before all of them.
   */
  stateAt(at: EpochMs): KeptState | null;
  /** The same without its rows, which take their time. */
  nearestStateAt(at: EpochMs): Omit<KeptState, 'rows'> | null;
  /** From when on the past can be rebuilt; `null` where nothing was ever journaled. */
  oldestAt(): EpochMs | null;
  /** Records after a position up to the last committed now, in order. Throws `journal_gap` where one was dropped. */
  records(after: number): Iterable<PositionedRecord>;
  /** The rules in force now. */
  rules(): readonly RuleView[];
  /** The last readings of a device's metric that had come in at `at`, oldest first. */
  readingsUntil(deviceId: string, metric: string, at: EpochMs, count: number): readonly Reading[];
  close(): void;
}

export interface KeptState extends StoredState {
  /** When it was taken; `null` for the empty state before the first record. */
  readonly at: EpochMs | null;
}
