// A load in a thread of its own, so that whoever measures beside it does not wait for it.
import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type SwiftLoadOptions, startSwiftLoad } from './swift-load.ts';

export interface LoadThread {
  /** Resolves when what is open was acknowledged and the thread has ended. */
  stop(): Promise<void>;
}

/** Resolves when all clients are connected. */
export async function startLoadThread(options: SwiftLoadOptions): Promise<LoadThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: options });
  await once(worker, 'message');
  return {
    async stop() {
      const ended = once(worker, 'exit');
      worker.postMessage('stop');
      await ended;
    },
  };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const load = await startSwiftLoad(workerData as SwiftLoadOptions);
  port.once('message', () => void load.stop().then(() => port.close()));
  port.postMessage('connected');
}
