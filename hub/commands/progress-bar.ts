// A progress bar on standard error where that is a terminal; nothing anywhere else.
import { Presets, SingleBar } from 'cli-progress';

export interface ProgressBar {
  update(done: number, total: number): void;
  stop(): void;
}

/** `what`: what is counted, such as `records`. */
export function progressBar(what: string): ProgressBar {
  if (process.stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  const format = `{bar} {percentage}% | {value} of {total} ${what} | {eta_formatted} left`;
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  let isRunning = false;
  return {
    update(done, total) {
      if (isRunning) {
        bar.setTotal(total);
        bar.update(done);
      } else {
        bar.start(total, done);
        isRunning = true;
      }
    },
    stop() {
      if (isRunning) bar.stop();
    },
  };
}
