// Makes a letter's PDF beside the thread that holds the sockets.
import { Worker } from 'node:worker_threads';
import { SluiceError } from '../../core/error.ts';
import type { LetterText } from './letter-text.ts';

/** A letter of two hundred facts takes a second. */
const patienceMs = 30_000;

/** Throws a `SluiceError` with code `letter_not_made`. */
export function makeLetterPdf(text: LetterText, photos: readonly Uint8Array[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./letter-pdf-thread.ts', import.meta.url), {
      workerData: { text, photos },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const fail = (cause: unknown) => {
      clearTimeout(late);
      reject(
        new SluiceError(
          { zh: '督办函的 PDF 未能生成', en: 'the PDF of the letter could not be made' },
          {
            code: 'letter_not_made',
            retryable: true,
            cause,
          },
        ),
      );
    };
    const late = setTimeout(() => {
      fail(new Error(`not within ${patienceMs} ms`));
      void worker.terminate();
    }, patienceMs);
    worker.once('message', (pdf: Uint8Array) => {
      clearTimeout(late);
      resolve(pdf);
    });
    worker.once('error', fail);
  });
}
