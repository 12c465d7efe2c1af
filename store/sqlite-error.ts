// What SQLite says went wrong, as the operation error that the rest of the hub understands. What is not named here
// is a mistake in our SQL and stays as it was thrown.

import { SluiceError, type SluiceErrorOptions } from '../core/error.ts';
import type { Label } from '../core/label.ts';

interface Meaning extends SluiceErrorOptions {
  readonly message: Label;
}

const diskFailed: Meaning = {
  message: { zh: '磁盘无法读写数据', en: 'the disk does not take or give the data' },
  code: 'disk_failed',
  retryable: true,
  hint: {
    zh: '请检查磁盘，以及 SLUICE_DATA_DIR 文件夹中文件的权限',
    en: 'look at the disk, and at the permissions of the files in the folder named by SLUICE_DATA_DIR',
  },
};

const busy: Meaning = {
  message: { zh: '数据库被其他程序锁定', en: 'the database is locked by another program' },
  code: 'database_busy',
  retryable: true,
  hint: {
    zh: '请结束占用 sluice.db 的程序；平台会自行重试',
    en: 'end what holds sluice.db open for writing; the hub tries again by itself',
  },
};

const damaged: Meaning = {
  message: { zh: '数据库已损坏', en: 'the database is damaged' },
  code: 'database_damaged',
  hint: {
    zh: '请停止平台，移走 sluice.db 及其 -wal、-shm 文件，用最近完好的备份运行 `sluice restore`',
    en: 'stop the hub, move sluice.db and its -wal and -shm files away and run `sluice restore` on the last good backup',
  },
};

/** By SQLite's primary result codes: https://sqlite.org/rescode.html */
const meanings: Readonly<Record<number, Meaning>> = {
  3: diskFailed,
  5: busy,
  6: busy,
  7: {
    message: { zh: '数据库没有可用内存', en: 'no memory is left for the database' },
    code: 'out_of_memory',
    retryable: true,
  },
  8: diskFailed,
  10: diskFailed,
  11: damaged,
  13: {
    message: { zh: '磁盘已满', en: 'the disk is full' },
    code: 'disk_full',
    retryable: true,
    hint: {
      zh: '请在 SLUICE_DATA_DIR 所在磁盘腾出空间，或用 SLUICE_RETENTION 缩短保存时间；平台会自行恢复',
      en: 'make room on the disk of SLUICE_DATA_DIR, or keep less with SLUICE_RETENTION; the hub goes on by itself',
    },
  },
  14: diskFailed,
  26: damaged,
};

/** SQLite's primary result code; `null` where `thrown` is not an error of SQLite. */
export function sqliteCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return null;
  return typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : null;
}

/** The same failure as a `SluiceError`, or `thrown` itself where it is none of the disk's or database's. */
export function storeError(thrown: unknown): unknown {
  const meaning = meanings[sqliteCode(thrown) ?? -1];
  return meaning === undefined ? thrown : new SluiceError(meaning.message, { ...meaning, cause: thrown });
}
