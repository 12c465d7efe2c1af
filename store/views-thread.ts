// The thread that reads for people: answers the calls of `startViews`, one after another.
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../core/error.ts';
import { serveCalls } from './serve-calls.ts';
import { openViews } from './views.ts';

assert(parentPort !== null, 'this file runs as a worker thread');
const { dataDir } = workerData as { dataDir: string };
serveCalls(parentPort, () => openViews(dataDir));
