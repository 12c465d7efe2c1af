// The folder that holds the data, and the room on its disk.
import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { prepareDataFolder } from '../data-folder.ts';
import { checks, type Finding, failed, ok, warning } from './finding.ts';

const mebibyte = 1024 * 1024;
/** Below the first the hub soon stops taking messages; below the second it is time to act. */
const leastMiB = 200;
const comfortableMiB = 2_048;

/** Throws where it cannot be used. */
export function checkDataFolder(dataDir: string): Finding {
  prepareDataFolder(dataDir);
  const folder = resolve(dataDir);
  return ok(checks.dataFolder, { zh: `${folder} 可写`, en: `${folder} can be written` });
}

export function checkDiskSpace(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(nearestFolder(resolve(dataDir)));
  const freeMiB = Math.floor((bavail * bsize) / mebibyte);
  const words = { zh: `剩余 ${freeMiB} MiB`, en: `${freeMiB} MiB free` };
  const mend = {
    zh: '请腾出空间、缩短 SLUICE_RETENTION，或将 SLUICE_DATA_DIR 移到更大的磁盘',
    en: 'make room, shorten SLUICE_RETENTION, or move SLUICE_DATA_DIR to a larger disk',
  };
  if (freeMiB < leastMiB) return failed(checks.diskSpace, words, mend);
  return freeMiB < comfortableMiB ? warning(checks.diskSpace, words, mend) : ok(checks.diskSpace, words);
}

function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}
