// The thread that makes one letter's PDF and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '../../core/error.ts';
import { letterPdf } from './letter-pdf.ts';
import type { LetterText } from './letter-text.ts';

assert(parentPort !== null, 'this file runs as a worker thread');
const { text, photos } = workerData as { text: LetterText; photos: readonly Uint8Array[] };
parentPort.postMessage(await letterPdf(text, photos));
