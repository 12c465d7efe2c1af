// The folder that holds the data, and the room on its disk.
import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { prepareDataFolder } from '../data-folder.ts';
import { type Finding, failed, ok, warning } from './finding.ts';

const mebibyte = 1024 * 1024;
/** Below the first the hub soon stops taking messages; below the second it is time to act. */
const leastMiB = 200;
const comfortableMiB = 2_048;

/** Throws where it cannot be used. */
export function checkDataFolder(dataDir: string): Finding {
  prepareDataFolder(dataDir);
  return ok('data folder', `${resolve(dataDir)} can be written`);
}

export function checkDiskSpace(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(resolve(dataDir)));
  const freeMiB = Math.floor((bavail * bsize) / mebibyte);
  const words = `${freeMiB} MiB free`;
  const mend = 'make room, shorten SLUICE_RETENTION, or move SLUICE_DATA_DIR to a larger disk';
  if (freeMiB < leastMiB) return failed('disk space', words, mend);
  return freeMiB < comfortableMiB ? warning('disk space', words, mend) : ok('disk space', words);
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
