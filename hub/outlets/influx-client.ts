// The InfluxDB outlet as the main thread sees it: how things stand, and a thread that is started anew when it dies.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { messageOf } from '../../core/error.ts';
import type { OutletAction, OutletState } from '../../core/outlet.ts';
import type { FromInflux, InfluxThreadOptions, SampleRequest, ToInflux } from './influx-messages.ts';

export interface InfluxClientOptions extends InfluxThreadOptions {
  readonly onFailure: (outlet: string, reason: string, attempt: number) => void;
  /** Something that a person should know and that stops nothing. */
  readonly onTold: (message: string) => void;
}

/** Heap of the thread, MiB: the largest batch takes a tenth of it. */
const maxHeapMiB = 256;
/** Commits are told in groups: the thread waits for more anyway. */
const tellEveryMs = 50;
/** Pause before a thread that died is started again, ms. */
const restartMs = 5_000;
/** How long the thread may take to end its delivery before it is ended, ms. */
const stopWithinMs = 3_000;

const names = ['influx', 'influx-events'] as const;

export class InfluxClient {
  readonly #options: InfluxClientOptions;
  #worker: Worker;
  #states: readonly OutletState[] = names.map(untold);
  #moreTimer: NodeJS.Timeout | null = null;
  #restartTimer: NodeJS.Timeout | null = null;
  #isStopping = false;

  constructor(options: InfluxClientOptions) {
    this.#options = options;
    this.#worker = this.#start();
  }

  states(): readonly OutletState[] {
    return this.#states;
  }

  /** Something was committed. */
  more(): void {
    if (this.#moreTimer !== null || this.#isStopping) return;
    this.#moreTimer = setTimeout(() => {
      this.#moreTimer = null;
      this.#tell({ type: 'more' });
    }, tellEveryMs);
    this.#moreTimer.unref();
  }

  act(outlet: string, action: OutletAction): void {
    this.#tell({ type: 'act', outlet, action });
    // Seen at once by whoever asks next; the thread says so too.
    if (action === 'retry') return;
    this.#states = this.#states.map((state) =>
      state.name === outlet ? { ...state, paused: action === 'pause' } : state,
    );
  }

  sample(request: SampleRequest): void {
    this.#tell({ type: 'sample', ...request });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#moreTimer !== null) clearTimeout(this.#moreTimer);
    if (this.#restartTimer !== null) clearTimeout(this.#restartTimer);
    const worker = this.#worker;
    if (worker.threadId === -1) return;
    const exited = once(worker, 'exit');
    this.#tell({ type: 'stop' });
    const late = setTimeout(() => void worker.terminate(), stopWithinMs);
    await exited;
    clearTimeout(late);
  }

  #tell(message: ToInflux): void {
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const { dataDir, influx, retentionMs } = this.#options;
    const workerData: InfluxThreadOptions = { dataDir, influx, retentionMs };
    const worker = new Worker(new URL('./influx-thread.ts', import.meta.url), {
      workerData,
      name: 'influx',
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
    });
    worker.on('message', (message: FromInflux) => this.#take(message));
    worker.on('error', (error) => this.#options.onTold(`the thread ended: ${messageOf(error)}`));
    worker.on('exit', () => {
      if (this.#isStopping) return;
      this.#restartTimer = setTimeout(() => {
        this.#worker = this.#start();
      }, restartMs);
    });
    return worker;
  }

  #take(message: FromInflux): void {
    switch (message.type) {
      case 'states':
        this.#states = message.states;
        return;
      case 'failed':
        this.#options.onFailure(message.outlet, message.reason, message.attempt);
        return;
      case 'told':
        this.#options.onTold(message.message);
        return;
      case 'not_opened':
        this.#options.onTold(message.error.words.message.en);
        return;
      case 'stopped':
    }
  }
}

/** Before the thread has said anything: nothing counts as taken. */
function untold(name: string): OutletState {
  const nothing = { sent: 0, pending: 0, dead: 0, attempts: 0, takenTo: 0, paused: false };
  return { name, ...nothing, oldestPendingAt: null, failure: null, failingSince: null };
}
