// The folder that holds a hub's data: where its files are, that it can be written to, and that one hub at a time does.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SluiceError } from '../core/error.ts';
import { sqliteCode } from './sqlite-error.ts';

const sqliteBusy = 5;

export function databaseFile(dataDir: string): string {
  return join(dataDir, 'sluice.db');
}

/** Holds the folder for this process; it is free again when the process ends, however it ends. */
export interface DataDirLock {
  release(): void;
}

/** Makes the folder where it is missing. Throws `data_dir_unwritable` where it cannot be used. */
export function prepareDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (thrown) {
    throw unwritable(dataDir, thrown);
  }
}

/**
 * Takes the folder. The lock is an open exclusive transaction on a file of its own: the operating system ends it
 * with the process, so that no stale lock is ever left. Throws `data_dir_in_use` or `data_dir_unwritable`.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  prepareDataDir(dataDir);
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(join(dataDir, 'sluice.lock'));
    lock.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    lock?.close();
    if (sqliteCode(thrown) !== sqliteBusy) throw unwritable(dataDir, thrown);
    const message = {
      zh: `${dataDir} 的数据正被另一个平台使用`,
      en: `another hub runs on the data in ${dataDir}`,
    };
    throw new SluiceError(message, {
      code: 'data_dir_in_use',
      hint: {
        zh: '请停止它，或用 SLUICE_DATA_DIR 给此平台单独的目录',
        en: 'stop it, or give this one a folder of its own with SLUICE_DATA_DIR',
      },
      cause: thrown,
    });
  }
  const held = lock;
  return { release: () => held.close() };
}

function unwritable(dataDir: string, cause: unknown): SluiceError {
  const message = { zh: `数据目录 ${dataDir} 不可写`, en: `the data folder ${dataDir} cannot be written to` };
  return new SluiceError(message, {
    code: 'data_dir_unwritable',
    hint: {
      zh: '请用 SLUICE_DATA_DIR 指定此用户可写的目录',
      en: 'name a folder that this user may write to with SLUICE_DATA_DIR',
    },
    cause,
  });
}
