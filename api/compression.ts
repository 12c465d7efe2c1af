// Answers are sent packed where the client can unpack them: a county's stations see the hub over thin lines. Streams of
// events are not, for each must be there at once.
import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { ApiApp } from './api-app.ts';

/** Below it packing costs more than it saves, bytes. */
const threshold = 1_024;
/** Higher ones take many times as long for a few percent. */
const brotliQuality = 5;

/** For all routes that are added after it. */
export async function installCompression(app: ApiApp): Promise<void> {
  await app.register(compress, {
    threshold,
    encodings: ['br', 'gzip'],
    customTypes: /vector-tile/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } },
    // A small packed body that unfolds into gigabytes is not for this hub.
    globalDecompression: false,
  });
}
