// A worker thread that answers calls. When it dies, whoever waits gets a retryable error, and the next call starts it
// again.
import { Worker } from 'node:worker_threads';
import { SluiceError } from '../core/error.ts';
import { carriedError, type ThreadCall, type ThreadReply } from './thread-call.ts';

export interface CallThreadOptions {
  /** The thread's program: it says `ready` or `not_ready` first, then answers each call once. */
  readonly entry: URL;
  readonly workerData: unknown;
  /** Words for messages, such as `views`. */
  readonly name: string;
  /** Heap that the thread may use, MiB, so that it fails alone and not with the hub. */
  readonly maxHeapMiB: number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface RunningThread {
  readonly worker: Worker;
  /** Resolves when the thread takes calls. */
  readonly ready: Promise<void>;
  readonly waiting: Map<number, Waiting>;
}

export class CallThread {
  readonly #options: CallThreadOptions;
  #thread: RunningThread | null = null;
  #lastId = 0;
  #closed = false;

  constructor(options: CallThreadOptions) {
    this.#options = options;
  }

  /** Resolves when the thread takes calls. Rejects with what kept it from that. */
  async start(): Promise<void> {
    await this.#running().ready;
  }

  async call(method: string, args: readonly unknown[]): Promise<unknown> {
    const thread = this.#running();
    await thread.ready;
    if (thread !== this.#thread) throw this.#gone();
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const call: ThreadCall = { id: this.#lastId, method, args };
      thread.waiting.set(call.id, { resolve, reject });
      thread.worker.postMessage(call);
    });
  }

  /** Ends the thread; calls that wait are refused. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.worker.terminate();
  }

  #running(): RunningThread {
    if (this.#closed) throw this.#gone();
    this.#thread ??= this.#begin();
    return this.#thread;
  }

  #begin(): RunningThread {
    const { entry, workerData, name, maxHeapMiB } = this.#options;
    const worker = new Worker(entry, {
      workerData,
      name,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMiB },
    });
    const waiting = new Map<number, Waiting>();
    const started = Promise.withResolvers<void>();
    const thread: RunningThread = { worker, ready: started.promise, waiting };
    const end = (error: Error): void => {
      if (this.#thread === thread) this.#thread = null;
      started.reject(error);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    worker.on('message', (reply: ThreadReply) => {
      if (reply.kind === 'ready') started.resolve();
      else if (reply.kind === 'not_ready') end(carriedError(reply.error));
      else settle(waiting, reply);
    });
    worker.on('error', (cause) => end(this.#gone(cause)));
    worker.on('exit', () => end(this.#gone()));
    return thread;
  }

  #gone(cause?: unknown): SluiceError {
    const { name } = this.#options;
    if (this.#closed) {
      const message = { zh: `平台的 ${name} 已关闭`, en: `the ${name} are closed` };
      return new SluiceError(message, { code: `${name}_closed`, cause });
    }
    const message = {
      zh: `平台的 ${name} 线程已结束，正在重新启动`,
      en: `the thread of the ${name} ended and starts again`,
    };
    return new SluiceError(message, {
      code: `${name}_restarting`,
      retryable: true,
      hint: {
        zh: '请重试；若每次如此，请缩小查询范围',
        en: 'ask again, for less at a time if this happens every time',
      },
      cause,
    });
  }
}

function settle(waiting: Map<number, Waiting>, reply: Extract<ThreadReply, { id: number }>): void {
  const call = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.kind === 'answer') call?.resolve(reply.value);
  else call?.reject(carriedError(reply.error));
}
