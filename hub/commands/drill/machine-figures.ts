// What a figure was measured on: processor, memory, and how long the disk takes to make sure of a write.
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { type MachineFigures, spreadOf } from './drill-report.ts';

const writes = 200;
const bytes = 4_096;

/** `folder`: on the disk that is meant. Takes a second or two on a slow one. */
export function machineFigures(folder: string, liveHub: boolean): MachineFigures {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory_mb: Math.round(totalmem() / 1_048_576),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    fsync_ms: spreadOf(fsyncTimes(folder)),
    live_hub: liveHub,
  };
}

function fsyncTimes(folder: string): number[] {
  const file = join(folder, 'fsync-probe');
  const block = Buffer.alloc(bytes, 'x');
  const descriptor = openSync(file, 'w');
  try {
    return Array.from({ length: writes }, () => {
      const begun = performance.now();
      writeSync(descriptor, block);
      fsyncSync(descriptor);
      return performance.now() - begun;
    });
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
}
