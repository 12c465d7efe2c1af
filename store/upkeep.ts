// The store's upkeep in a thread of its own, beside the one that writes.
import { Worker } from 'node:worker_threads';
import { type CarriedError, carryError } from '../core/carried-error.ts';
import { SluiceError } from '../core/error.ts';
import { type EpochMs, minuteMs } from '../core/time.ts';
import type { CheckpointPart } from './checkpoints.ts';

export type ToUpkeep =
  /** Pack the state; `at`: the hub's clock, where the record of the snapshot is not kept any more. */
  { readonly type: 'copy'; readonly at: EpochMs } | { readonly type: 'stop' };

export type FromUpkeep =
  /** The log is in the database but for what was written meanwhile. */
  | { readonly type: 'moved' }
  | { readonly type: 'part'; readonly part: CheckpointPart }
  | { readonly type: 'failed'; readonly error: CarriedError };

/** A copy that failed is not begun again sooner: where the disk is full it would only be in the way. */
const betweenCopiesMs = 5 * minuteMs;

/** What the upkeep needs of the store that writes. */
interface Kept {
  readonly copyDue: boolean;
  moveRest(): void;
  keepCopy(part: CheckpointPart): void;
}

export interface Upkeep {
  /** Call it now and then: begins a copy where one is due. */
  look(at: EpochMs): void;
  /** Resolves when its connection is closed. */
  close(): Promise<void>;
}

export interface UpkeepOptions {
  readonly dataDir: string;
  /** From how many pages on the log is moved into the database. */
  readonly pagesWorthMoving: number;
}

/** Where a copy cannot be packed or kept it is begun again the next time; where the thread dies the writer does without. */
export function startUpkeep(
  options: UpkeepOptions,
  store: Kept,
  onFailed: (error: CarriedError) => void,
): Upkeep {
  const worker = new Worker(new URL('./upkeep-thread.ts', import.meta.url), { workerData: options });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  let isAlive = true;
  let isCopying = false;
  let askedAt: EpochMs | null = null;
  worker.once('exit', () => {
    isAlive = false;
  });
  const tell = (message: ToUpkeep) => worker.postMessage(message);
  const failed = (error: CarriedError): void => {
    isCopying = false;
    onFailed(error);
  };
  worker.on('error', (error) => failed(carryError(error)));
  worker.on('message', (message: FromUpkeep) => {
    if (message.type === 'failed') return failed(message.error);
    try {
      if (message.type === 'moved') store.moveRest();
      // What still comes of a copy that was given up is left.
      else if (isCopying) {
        store.keepCopy(message.part);
        isCopying = !message.part.isLast;
      }
    } catch (thrown) {
      if (!(thrown instanceof SluiceError)) throw thrown;
      failed(carryError(thrown));
    }
  });
  return {
    look(at) {
      if (!isAlive || isCopying || !store.copyDue) return;
      if (askedAt !== null && Math.abs(at - askedAt) < betweenCopiesMs) return;
      isCopying = true;
      askedAt = at;
      tell({ type: 'copy', at });
    },
    async close() {
      if (isAlive) tell({ type: 'stop' });
      await ended;
    },
  };
}
