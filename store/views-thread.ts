// The thread that reads for people: answers the calls of `startViews`, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { carryError } from '../core/carried-error.ts';
import { assert } from '../core/error.ts';
import type { Views } from '../core/ports.ts';
import type { ThreadCall, ThreadReply } from './thread-call.ts';
import { openViews } from './views.ts';

assert(parentPort !== null, 'this file runs as a worker thread');
const port = parentPort;
const { dataDir } = workerData as { dataDir: string };

function reply(message: ThreadReply): void {
  port.postMessage(message);
}

function opened(): Views | null {
  try {
    return openViews(dataDir);
  } catch (thrown) {
    reply({ kind: 'not_ready', error: carryError(thrown) });
    return null;
  }
}

async function answer(views: Views, { id, method, args }: ThreadCall): Promise<void> {
  try {
    const call = views[method as keyof Views] as (...args: readonly unknown[]) => Promise<unknown>;
    reply({ kind: 'answer', id, value: await call(...args) });
  } catch (thrown) {
    reply({ kind: 'failure', id, error: carryError(thrown) });
  }
}

const views = opened();
if (views !== null) {
  port.on('message', (call: ThreadCall) => void answer(views, call));
  reply({ kind: 'ready' });
}
