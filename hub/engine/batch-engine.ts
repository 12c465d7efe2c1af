// The single writer without its thread: takes a batch of records through the fold and commits it with all that
// follows. Whatever fails, the state in memory is again what is on disk.

import type { ApiToken } from '../../core/api-token.ts';
import { messageOf } from '../../core/error.ts';
import type { Journal } from '../../core/journal.ts';
import type { Account, User } from '../../core/person.ts';
import type { CommandReply, Committed } from '../../core/ports.ts';
import { type JournalRecord, RecordPacker, tickRecord, unpackRecords } from '../../core/record.ts';
import type { EpochMs } from '../../core/time.ts';
import type { Fold, Kept } from '../fold/fold.ts';
import type { CredentialChanges } from './engine-messages.ts';
import { recover } from './recover.ts';

export interface BatchEngineOptions {
  /** A snapshot is taken after so many records, or after this time where there were fewer, */
  readonly snapshotRecords: number;
  readonly snapshotMs: number;
  /** and before more rows than this have changed, whose writing would keep messages waiting. */
  readonly snapshotRows: number;
}

export const defaultBatchEngine: BatchEngineOptions = {
  snapshotRecords: 25_000,
  snapshotMs: 60_000,
  snapshotRows: 5_000,
};

export interface BatchResult {
  readonly committed: Committed;
  readonly replies: readonly (readonly [index: number, CommandReply])[];
  readonly credentials: CredentialChanges;
  /** What was thrown over messages that were set aside. */
  readonly setAside: readonly string[];
}

interface Pass {
  readonly kept: readonly Kept[];
  readonly replies: readonly (readonly [number, CommandReply])[];
}

export class BatchEngine {
  readonly #journal: Journal;
  readonly #options: BatchEngineOptions;
  #fold: Fold;
  #sinceSnapshot: number;
  #snapshotAt: EpochMs | null = null;
  readonly recoveredRecords: number;

  constructor(journal: Journal, options: BatchEngineOptions = defaultBatchEngine) {
    this.#journal = journal;
    this.#options = options;
    const { fold, records } = recover(journal, journal.snapshot());
    this.#fold = fold;
    this.#sinceSnapshot = records;
    this.recoveredRecords = records;
  }

  get position(): number {
    return this.#journal.position;
  }

  nextDueAt(): EpochMs | null {
    return this.#fold.nextDueAt();
  }

  /** Everyone who may log in. */
  credentials(): CredentialChanges {
    return credentialsOf(this.#fold.credentials());
  }

  /** Throws a `SluiceError` where nothing was kept; the state is then as before the batch. */
  run(block: Uint8Array, at: EpochMs): BatchResult {
    const startedAt = performance.now();
    const records = [...unpackRecords(block)];
    const setAside: string[] = [];
    const { kept, replies } = this.#applyAll(records, setAside);
    const isWhole = setAside.length === 0 && kept.every((what) => what === 'record');
    const packed = isWhole ? { block, count: records.length } : repacked(records, kept);
    const effects = this.#fold.takeEffects();
    const isDue = this.#snapshotDue(packed.count, at);
    const snapshot = isDue ? this.#fold.takeDirty() : null;
    const firstPosition = this.#journal.position + 1;
    try {
      const { events, latest, readings } =
        packed.count === 0
          ? { events: [], latest: [], readings: 0 }
          : this.#journal.commit({ firstPosition, ...packed, at, effects, snapshot });
      this.#sinceSnapshot = isDue ? 0 : this.#sinceSnapshot + packed.count;
      if (isDue || this.#snapshotAt === null) this.#snapshotAt = at;
      const commitMs = performance.now() - startedAt;
      return {
        committed: {
          position: this.#journal.position,
          records: packed.count,
          readings,
          commitMs,
          events,
          latest,
        },
        replies,
        credentials: credentialsOf(effects),
        setAside,
      };
    } catch (thrown) {
      this.#rebuild();
      throw thrown;
    }
  }

  close(): void {
    this.#journal.close();
  }

  /**
   * Applies all records. A message over which the hub itself fails is set aside and all is done again without it;
   * a command is refused. A tick has no sender to be spared: the failure is the hub's end.
   */
  #applyAll(records: JournalRecord[], setAside: string[]): Pass {
    const failed = new Map<number, CommandReply>();
    for (;;) {
      let index = 0;
      try {
        return this.#pass(records, failed, (at) => {
          index = at;
        });
      } catch (thrown) {
        const record = records[index];
        if (record === undefined || record.kind === 'tick' || record.kind === 'set_aside') throw thrown;
        const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown);
        setAside.push(`${record.kind} ${record.topic} from ${record.by}: ${stack}`);
        if (record.kind === 'message') records[index] = { ...record, kind: 'set_aside' };
        else failed.set(index, hubFailed);
        this.#rebuild();
      }
    }
  }

  #pass(
    records: readonly JournalRecord[],
    failed: ReadonlyMap<number, CommandReply>,
    reached: (index: number) => void,
  ): Pass {
    let position = this.#journal.position + 1;
    const kept: Kept[] = [];
    const replies: [number, CommandReply][] = [];
    for (const [index, record] of records.entries()) {
      const refused = failed.get(index);
      if (refused !== undefined) {
        kept.push('nothing');
        replies.push([index, refused]);
        continue;
      }
      reached(index);
      const applied = this.#fold.apply(position, record);
      kept.push(applied.kept);
      if (applied.kept !== 'nothing') position += 1;
      if (applied.reply !== null) replies.push([index, applied.reply]);
    }
    return { kept, replies };
  }

  #snapshotDue(count: number, at: EpochMs): boolean {
    if (count === 0) return false;
    if (this.#sinceSnapshot + count >= this.#options.snapshotRecords) return true;
    if (this.#fold.dirtyRows >= this.#options.snapshotRows) return true;
    return this.#snapshotAt !== null && at - this.#snapshotAt >= this.#options.snapshotMs;
  }

  #rebuild(): void {
    const { fold, records } = recover(this.#journal, this.#journal.snapshot());
    this.#fold = fold;
    this.#sinceSnapshot = records;
  }
}

const hubFailed: CommandReply = {
  ok: false,
  refusal: {
    kind: 'invalid',
    detail: {
      zh: '平台处理此操作时出错，未作任何更改；原因见日志',
      en: 'the hub failed on this command and changed nothing; its log says why',
    },
  },
};

/** The records that the journal keeps, with ticks where only the moment counts. */
function repacked(
  records: readonly JournalRecord[],
  kept: readonly Kept[],
): { block: Uint8Array; count: number } {
  const packer = new RecordPacker();
  for (const [index, record] of records.entries()) {
    if (kept[index] === 'record') packer.add(record);
    else if (kept[index] === 'tick') packer.add(tickRecord(record.receivedAt));
  }
  return { count: packer.count, block: packer.take() };
}

interface Keyed<Row> {
  values(): Iterable<Row>;
  entries(): Iterable<readonly [string, Row]>;
}

function credentialsOf(from: {
  readonly users: Keyed<User>;
  readonly accounts: Keyed<Account | null>;
  readonly apiTokens: Keyed<ApiToken>;
  readonly deviceSecrets: Keyed<string>;
}): CredentialChanges {
  return {
    users: [...from.users.values()],
    accounts: [...from.accounts.entries()],
    apiTokens: [...from.apiTokens.values()],
    deviceSecrets: [...from.deviceSecrets.entries()],
  };
}
