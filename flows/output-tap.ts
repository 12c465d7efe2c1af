// What the process of the flows prints, line by line and never faster than the hub can bear: a flow that prints
// without end waits for its own output.
import type { Readable } from 'node:stream';
import split from 'split2';

/** Bytes of a stream in a second. */
const bytesPerSecond = 64 * 1024;
/** Longer lines are cut. */
const lineMax = 2_000;

export class OutputTap {
  readonly #printed: (line: string) => void;

  constructor(printed: (line: string) => void) {
    this.#printed = printed;
  }

  watch(stream: Readable): void {
    let spent = 0;
    const lines = split({ maxLength: bytesPerSecond, skipOverflow: true } as split.Options);
    lines.on('data', (line: string) => {
      if (line !== '') this.#printed(line.slice(0, lineMax));
    });
    stream.on('data', (chunk: Buffer) => {
      lines.write(chunk);
      if (spent === 0) {
        setTimeout(() => {
          spent = 0;
          stream.resume();
        }, 1_000).unref();
      }
      spent += chunk.length;
      if (spent >= bytesPerSecond) stream.pause();
    });
    stream.on('end', () => lines.end());
    stream.on('error', () => lines.end());
  }
}
