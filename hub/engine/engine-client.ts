// The engine as the threads with sockets see it. While one batch commits, the next gathers; there is no timer
// between a record and the disk.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { arrivedError, type CarriedError } from '../../core/carried-error.ts';
import { assert, failureWords, SluiceError } from '../../core/error.ts';
import type { OutletProgress } from '../../core/journal.ts';
import type { Label } from '../../core/label.ts';
import type { Actor } from '../../core/person.ts';
import type { CommandReply, Committed, Engine, EngineHealth } from '../../core/ports.ts';
import { commandRecord, type JournalRecord, RecordPacker, tickRecord } from '../../core/record.ts';
import type { EpochMs } from '../../core/time.ts';
import type {
  CredentialChanges,
  EngineThread,
  EngineThreadOptions,
  FromEngine,
  ToEngine,
} from './engine-messages.ts';

export interface EngineClientOptions extends EngineThreadOptions {
  readonly now: () => EpochMs;
  /** In the place of a worker thread. */
  readonly startThread?: (options: EngineThreadOptions) => EngineThread;
  /** The engine's thread is gone: nothing more can be kept, and the process should start anew. */
  readonly onFatal: (error: Error) => void;
  /** A message that the hub failed on was put aside: a bug to be told. */
  readonly onSetAside: (thrown: string) => void;
  /** Events or readings were kept as long as they may be, and an outlet never took them. */
  readonly onLost: (count: number) => void;
  /** The log could not be moved into the database beside the writer, or the day's copy of the state not be made. */
  readonly onUpkeepFailed: (error: CarriedError) => void;
  /** Before anyone hears of the commit that brought them. */
  readonly onCredentials: (changes: CredentialChanges) => void;
}

interface Waiter {
  readonly done: (error: SluiceError | null, reply: CommandReply | null) => void;
}

/** What is to be committed together, and who waits for it. */
interface Batch {
  readonly block: Uint8Array<ArrayBuffer>;
  readonly waiters: readonly Waiter[];
}

/** Bounds of one batch: it must not keep those behind it waiting. */
const batchRecordsMax = 10_000;
const batchBytesMax = 16 * 1024 * 1024;
/** Pause after a batch that could not be committed. */
const retryMs = 1_000;
/** Shortest and longest wait for what falls due: not a tick for every device, and an eye on the clock. */
const tickMinMs = 50;
const tickMaxMs = 30_000;

export class EngineClient implements Engine {
  readonly #options: EngineClientOptions;
  readonly #worker: EngineThread;
  readonly #listeners = new Set<(committed: Committed) => void>();
  readonly #waitingBatches: Batch[] = [];
  /** What gathers for the next batch. */
  readonly #packer = new RecordPacker();
  #waiters: Waiter[] = [];
  #underWay: Batch | null = null;
  #flushing = false;
  #retryTimer: NodeJS.Timeout | null = null;
  #tickTimer: NodeJS.Timeout | null = null;
  #tickAsked = false;
  #nextDueAt: EpochMs | null = null;
  #pending = 0;
  #failure: CarriedError | null = null;
  #state: 'ready' | 'stopping' | 'stopped' = 'ready';

  private constructor(worker: EngineThread, options: EngineClientOptions) {
    this.#worker = worker;
    this.#options = options;
    worker.on('message', (message: FromEngine) => this.#take(message));
    worker.on('error', (error: Error) => this.#end(error));
    worker.on('exit', () => {
      if (this.#state === 'ready') this.#end(new Error('the engine stopped by itself'));
    });
  }

  /** Opens the data folder and brings the state back. Rejects with a `SluiceError` where it cannot be used. */
  static async start(
    options: EngineClientOptions,
  ): Promise<{ engine: EngineClient; recoveredRecords: number; position: number }> {
    const { dataDir, retentionMs, logsReadings } = options;
    const threadOptions: EngineThreadOptions = { dataDir, retentionMs, logsReadings };
    const worker = (options.startThread ?? startWorker)(threadOptions);
    // Rejects where the thread throws; its exit without a word is a failure too.
    const exited = once(worker, 'exit').then(() => [{ type: 'stopped' }]);
    const [first] = (await Promise.race([once(worker, 'message'), exited])) as [FromEngine];
    exited.catch(() => {});
    if (first.type !== 'opened') {
      await worker.terminate();
      throw first.type === 'failed'
        ? arrivedError(first.error, 'internal')
        : new Error(`the engine began with ${first.type}`);
    }
    const { recoveredRecords, position } = first;
    options.onCredentials(first.credentials);
    return { engine: new EngineClient(worker, options), recoveredRecords, position };
  }

  get pending(): number {
    return this.#pending;
  }

  submit(record: JournalRecord, done: (error: SluiceError | null) => void): void {
    this.#add(record, { done });
  }

  command(name: string, actor: Actor, body: unknown, key?: string): Promise<CommandReply> {
    return new Promise((resolve, reject) => {
      const record = commandRecord(this.#options.now(), actor.name, name, { actor, body, key });
      this.#add(record, {
        done: (error, reply) => {
          if (error !== null) return reject(error);
          assert(reply !== null, 'a command is answered');
          resolve(reply);
        },
      });
    });
  }

  health(): EngineHealth {
    const reasons: Label[] = [];
    if (this.#state !== 'ready') reasons.push({ zh: '引擎正在停止', en: 'the engine is stopping' });
    if (this.#failure !== null) {
      reasons.push(failureWords(this.#failure.words));
    }
    return { ready: reasons.length === 0, reasons };
  }

  onCommitted(listener: (committed: Committed) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Says how far the outlets have come, so that what is kept only for them can go. */
  tellProgress(progress: OutletProgress): void {
    if (this.#state !== 'ready') return;
    const message: ToEngine = { type: 'progress', progress };
    this.#worker.postMessage(message);
  }

  /** Commits what was submitted, then ends the thread. Nothing may be submitted any more. */
  async stop(): Promise<void> {
    if (this.#state !== 'ready') return;
    this.#state = 'stopping';
    if (this.#tickTimer !== null) clearTimeout(this.#tickTimer);
    while (this.#pending > 0 && this.#failure === null) await once(this.#worker, 'message');
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    const exited = once(this.#worker, 'exit');
    this.#worker.postMessage({ type: 'stop' });
    await exited;
    this.#state = 'stopped';
    this.#failAll(stopped());
  }

  #add(record: JournalRecord, waiter: Waiter): void {
    if (this.#state === 'stopped') {
      queueMicrotask(() => waiter.done(stopped(), null));
      return;
    }
    const packer = this.#packer;
    packer.add(record);
    this.#waiters.push(waiter);
    this.#pending += 1;
    if (packer.count >= batchRecordsMax || packer.byteLength >= batchBytesMax) {
      this.#waitingBatches.push(this.#takeGathered());
    }
    if (this.#flushing) return;
    this.#flushing = true;
    // After all sockets that have something to say now have said it.
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#underWay !== null || this.#retryTimer !== null || this.#state === 'stopped') return;
    const next = this.#waitingBatches.shift() ?? (this.#packer.count === 0 ? null : this.#takeGathered());
    if (next === null) return;
    this.#underWay = next;
    const { block } = next;
    const message: ToEngine = { type: 'batch', block };
    this.#worker.postMessage(message, [block.buffer]);
  }

  #takeGathered(): Batch {
    const waiters = this.#waiters;
    this.#waiters = [];
    return { block: this.#packer.take(), waiters };
  }

  #take(message: FromEngine): void {
    if (message.type === 'lost') this.#options.onLost(message.count);
    if (message.type === 'upkeep_failed') this.#options.onUpkeepFailed(message.error);
    if (message.type !== 'committed' && message.type !== 'failed') return;
    const batch = this.#underWay;
    this.#underWay = null;
    if (batch === null) return;
    if (message.type === 'failed') {
      this.#failure = message.error;
      this.#settle(batch, arrivedError(message.error, 'internal'), []);
      this.#retryTimer = setTimeout(() => {
        this.#retryTimer = null;
        this.#flush();
      }, retryMs);
      return;
    }
    // A batch that kept nothing has not shown that the disk takes anything.
    if (message.committed.records > 0) this.#failure = null;
    this.#flush();
    this.#options.onCredentials(message.credentials);
    for (const thrown of message.setAside) this.#options.onSetAside(thrown);
    this.#settle(batch, null, message.replies);
    for (const listener of this.#listeners) listener(message.committed);
    this.#nextDueAt = message.nextDueAt;
    this.#scheduleTick();
  }

  #settle(
    batch: Batch,
    error: SluiceError | null,
    replies: readonly (readonly [number, CommandReply])[],
  ): void {
    const byIndex = new Map(replies);
    this.#pending -= batch.waiters.length;
    for (const [index, waiter] of batch.waiters.entries()) waiter.done(error, byIndex.get(index) ?? null);
  }

  #scheduleTick(): void {
    if (this.#tickTimer !== null) clearTimeout(this.#tickTimer);
    this.#tickTimer = null;
    if (this.#nextDueAt === null || this.#tickAsked || this.#state !== 'ready') return;
    const waitMs = Math.min(tickMaxMs, Math.max(tickMinMs, this.#nextDueAt - this.#options.now()));
    this.#tickTimer = setTimeout(() => {
      const now = this.#options.now();
      if (this.#nextDueAt === null || this.#nextDueAt > now) return this.#scheduleTick();
      this.#tickAsked = true;
      this.submit(tickRecord(now), () => {
        this.#tickAsked = false;
      });
    }, waitMs);
  }

  #end(error: Error): void {
    if (this.#state === 'stopped') return;
    this.#state = 'stopped';
    if (this.#tickTimer !== null) clearTimeout(this.#tickTimer);
    if (this.#retryTimer !== null) clearTimeout(this.#retryTimer);
    this.#failAll(stopped());
    this.#options.onFatal(error);
  }

  #failAll(error: SluiceError): void {
    const batches = [this.#underWay, ...this.#waitingBatches.splice(0), this.#takeGathered()];
    this.#underWay = null;
    for (const batch of batches) if (batch !== null) this.#settle(batch, error, []);
  }
}

function startWorker(workerData: EngineThreadOptions): EngineThread {
  return new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData }) as EngineThread;
}

function stopped(): SluiceError {
  return new SluiceError(
    { zh: '平台正在停止', en: 'the hub is stopping' },
    { code: 'stopping', retryable: true },
  );
}
