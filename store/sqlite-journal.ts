// The journal in SQLite: a batch of records and all that follows from them in one transaction, or nothing of it.
import { assert } from '../core/error.ts';
import type {
  Batch,
  CommitResult,
  Forgotten,
  Journal,
  OutletProgress,
  PositionedRecord,
  StoredClaims,
  StoredState,
} from '../core/journal.ts';
import type { SnapshotRow } from '../core/table.ts';
import { type EpochMs, utcDay } from '../core/time.ts';
import { type CheckpointPart, Checkpoints, packState } from './checkpoints.ts';
import { ClaimBook } from './claim-book.ts';
import { readCredentials, type StoredCredentials } from './credentials.ts';
import type { DataDirLock } from './data-dir.ts';
import type { Database } from './database.ts';
import { DayTables } from './day-tables.ts';
import { DeviceCommandBook } from './device-command-book.ts';
import { NoticeLog } from './notice-log.ts';
import { OutcomeWriter } from './outcome-writer.ts';
import { Quarantine } from './quarantine.ts';
import { ReadingLog } from './reading-log.ts';
import { RecordLog } from './record-log.ts';
import { RegistryHistory } from './registry-history.ts';
import { RegistryWriter } from './registry-writer.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { StatusSpans } from './status-spans.ts';
import { UnknownDevices } from './unknown-devices.ts';
import { ZeroProposalBook } from './zero-proposal-book.ts';

export interface JournalOptions {
  /** Whether an outlet reads on from the readings. */
  readonly logsReadings: boolean;
  /** Whole copies of the state are packed by others, who look at `copyDue`; else within the commit. */
  readonly copiesApart: boolean;
}

export class SqliteJournal implements Journal {
  readonly #db: Database;
  readonly #lock: DataDirLock;
  readonly #records: RecordLog;
  readonly #days: DayTables;
  readonly #quarantine: Quarantine;
  readonly #unknown: UnknownDevices;
  readonly #outcomes: OutcomeWriter;
  readonly #readingLog: ReadingLog;
  readonly #registry: RegistryWriter;
  readonly #history: RegistryHistory;
  readonly #spans: StatusSpans;
  readonly #claims: ClaimBook;
  readonly #notices: NoticeLog;
  readonly #commands: DeviceCommandBook;
  readonly #zeros: ZeroProposalBook;
  readonly #snapshots: SnapshotStore;
  readonly #checkpoints: Checkpoints;
  readonly #copiesApart: boolean;
  /** Of the newest snapshot of this run, and of the newest whole copy. */
  #snapshotAt: EpochMs | null = null;
  #copyAt: EpochMs | null;
  #position: number;

  constructor(db: Database, lock: DataDirLock, { logsReadings, copiesApart }: JournalOptions) {
    this.#db = db;
    this.#lock = lock;
    this.#records = new RecordLog(db);
    this.#days = new DayTables(db);
    this.#quarantine = new Quarantine(db);
    this.#unknown = new UnknownDevices(db);
    this.#readingLog = new ReadingLog(db, logsReadings);
    this.#outcomes = new OutcomeWriter(db, {
      days: this.#days,
      quarantine: this.#quarantine,
      unknown: this.#unknown,
      log: this.#readingLog,
    });
    this.#registry = new RegistryWriter(db);
    this.#history = new RegistryHistory(db);
    this.#spans = new StatusSpans(db);
    this.#claims = new ClaimBook(db);
    this.#notices = new NoticeLog(db);
    this.#commands = new DeviceCommandBook(db);
    this.#zeros = new ZeroProposalBook(db);
    this.#snapshots = new SnapshotStore(db);
    this.#checkpoints = new Checkpoints(db);
    this.#copiesApart = copiesApart;
    this.#copyAt = this.#checkpoints.newestAt;
    // Records up to the snapshot may all have been dropped.
    this.#position = Math.max(this.#records.ends()?.last ?? 0, this.#snapshots.position);
  }

  get position(): number {
    return this.#position;
  }

  snapshot(): StoredState {
    return this.#snapshots.live();
  }

  base(): StoredState {
    const isWhole = this.#records.ends()?.first === 1;
    const oldest = isWhole ? null : this.#checkpoints.oldest();
    return oldest ?? { position: 0, rows: [] };
  }

  records(after: number): Iterable<PositionedRecord> {
    return this.#records.between(after, this.#position);
  }

  claims(changedAfter: number): StoredClaims {
    return this.#claims.changedAfter(changedAfter);
  }

  credentials(): StoredCredentials {
    return readCredentials(this.#db);
  }

  commit(batch: Batch): CommitResult {
    assert(
      batch.firstPosition === this.#position + 1,
      `batch ${batch.firstPosition} follows ${this.#position}`,
    );
    assert(batch.count > 0, 'a batch has records');
    let committed = false;
    try {
      const result = this.#db.write(() => this.#write(batch));
      committed = true;
      this.#position = lastPosition(batch);
      return result;
    } finally {
      this.#outcomes.settle(committed);
    }
  }

  retain(oldest: EpochMs, eventsTaken = Number.MAX_SAFE_INTEGER): boolean {
    return (
      this.#db.write(() => this.#dropRecords(oldest)) ||
      this.#days.dropOneBefore(utcDay(oldest)) ||
      this.#db.write(() => this.#notices.dropSome(oldest, eventsTaken)) ||
      this.#db.write(() => this.#quarantine.dropSome(oldest)) ||
      this.#db.write(() => this.#unknown.dropSome(oldest)) ||
      this.#db.write(() => this.#commands.dropSome(oldest)) ||
      this.#db.write(() => this.#zeros.dropSome(oldest)) ||
      this.#db.write(() => this.#spans.dropSome(oldest))
    );
  }

  forget(progress: OutletProgress): Forgotten {
    this.#readingLog.isOn = progress.logsReadings;
    return this.#db.write(() => {
      const events = this.#notices.dropPending(progress.eventsKeptSince, progress.events);
      const readings = this.#readingLog.dropSome(progress.readings, progress.readingsKeptSince);
      return { more: events > 0 || readings !== null, lost: events + (readings ?? 0) };
    });
  }

  /** Whether the day of the newest snapshot has no whole copy yet. */
  get copyDue(): boolean {
    if (this.#snapshotAt === null) return false;
    return this.#copyAt === null || utcDay(this.#copyAt) !== utcDay(this.#snapshotAt);
  }

  /** Moves what is left of the log into the database, so that the next commit begins it anew. Throws as `commit` does. */
  moveRest(): void {
    this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Keeps a part of a copy that was packed elsewhere. Throws as `commit` does. */
  keepCopy(part: CheckpointPart): void {
    this.#db.write(() => this.#checkpoints.add(part));
    if (part.isLast) this.#copyAt = this.#checkpoints.newestAt;
  }

  close(): void {
    this.#db.close();
    this.#lock.release();
  }

  #write(batch: Batch): CommitResult {
    const { effects } = batch;
    const position = lastPosition(batch);
    this.#records.append(batch.firstPosition, batch.count, batch.at, batch.block);
    const { readings, latest } = this.#outcomes.write(effects.outcomes, batch.at);
    this.#registry.write(effects);
    this.#unknown.registered(effects.devices.values());
    this.#history.write(effects, batch.at);
    this.#spans.write(effects.statusSpans);
    this.#claims.write(effects.alarms.values(), effects.cases.values(), position);
    this.#commands.write(effects.deviceCommands.values());
    this.#zeros.write(effects.zeroProposals.values());
    this.#notices.addAudit(effects.audit);
    const events = this.#notices.addEvents(effects.outbox);
    if (batch.snapshot !== null) this.#takeSnapshot(batch.snapshot, position, batch.at);
    return { events, latest, readings };
  }

  /** The first snapshot of a UTC day is kept whole as well. */
  #takeSnapshot(changed: readonly SnapshotRow[], position: number, at: EpochMs): void {
    this.#snapshots.write(changed, position);
    this.#snapshotAt = at;
    if (this.#copiesApart || !this.copyDue) return;
    for (const part of packState(this.#snapshots.live(), at)) this.#checkpoints.add(part);
    this.#copyAt = at;
  }

  /**
   * Drops records that a checkpoint from before `oldest` stands for. The checkpoints before that one go first, so
   * that the journal is complete from the oldest kept at every moment.
   */
  #dropRecords(oldest: EpochMs): boolean {
    const base = this.#checkpoints.positionUntil(oldest);
    this.#checkpoints.dropBefore(base);
    return this.#records.dropSome(base);
  }
}

function lastPosition(batch: Batch): number {
  return batch.firstPosition + batch.count - 1;
}
