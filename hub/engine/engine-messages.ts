// What the main thread and the engine's thread say to each other. Blocks of records are transferred, not copied.

import type { EventEmitter } from 'node:events';
import type { ApiToken } from '../../core/api-token.ts';
import type { CarriedError } from '../../core/carried-error.ts';
import type { OutletProgress } from '../../core/journal.ts';
import type { Account, User } from '../../core/person.ts';
import type { CommandReply, Committed } from '../../core/ports.ts';

export interface EngineThreadOptions {
  readonly dataDir: string;
  /** How long readings and records are kept, ms; `null` keeps all. */
  readonly retentionMs: number | null;
  /** Whether an outlet reads on from the readings. */
  readonly logsReadings: boolean;
}

/** A worker thread, as far as its client needs one. Emits `message`, `error` and `exit`. */
export interface EngineThread extends EventEmitter {
  postMessage(message: ToEngine, transfer?: readonly ArrayBuffer[]): void;
  terminate(): Promise<number>;
}

export type ToEngine =
  | { readonly type: 'batch'; readonly block: Uint8Array }
  | { readonly type: 'progress'; readonly progress: OutletProgress }
  | { readonly type: 'stop' };

export interface CredentialChanges {
  readonly users: readonly User[];
  /** `null` for one that was deleted. */
  readonly accounts: readonly (readonly [name: string, account: Account | null])[];
  readonly apiTokens: readonly ApiToken[];
  readonly deviceSecrets: readonly (readonly [deviceId: string, hash: string])[];
}

export type FromEngine =
  | {
      readonly type: 'opened';
      readonly position: number;
      readonly credentials: CredentialChanges;
      readonly recoveredRecords: number;
    }
  | {
      readonly type: 'committed';
      readonly committed: Committed;
      /** Of the commands of the batch, by the index of their record. */
      readonly replies: readonly (readonly [index: number, CommandReply])[];
      readonly credentials: CredentialChanges;
      /** When something falls due without a record, epoch ms. */
      readonly nextDueAt: number | null;
      /** Messages that the hub failed on and set aside, with what was thrown. */
      readonly setAside: readonly string[];
    }
  | { readonly type: 'failed'; readonly error: CarriedError }
  /** Events and readings that were dropped although an outlet still wanted them. */
  | { readonly type: 'lost'; readonly count: number }
  /** What goes on beside the writer could not be done; it is tried again. */
  | { readonly type: 'upkeep_failed'; readonly error: CarriedError }
  | { readonly type: 'stopped' };
