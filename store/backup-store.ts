// Backups: a whole, consistent copy of a running hub's database in one file, with the small databases beside it, and
// the way back from it.
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, SluiceError } from '../core/error.ts';
import { packCompanions, placeCompanions, readCompanions, unpackCompanions } from './backup-companions.ts';
import { databaseFile, lockDataDir } from './data-dir.ts';
import { Database } from './database.ts';
import { schemaVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openReadOnly } from './views.ts';

/**
 * Writes a copy of the database to `file`, with those of `companions`, names of databases in the folder, that are there, while the hub goes on; what is committed after the call begins is not in
 * it. The file appears when it is whole. Throws `backup_exists` rather than write over a file, `backup_failed`, or
 * what `openViews` throws.
 */
export function backupStore(dataDir: string, file: string, companions: readonly string[] = []): void {
  if (existsSync(file)) {
    throw new SluiceError(`${file} exists already`, { code: 'backup_exists', hint: 'name another file' });
  }
  const db = openReadOnly(dataDir);
  try {
    arriveWhole(file, (part) => {
      const beside = readCompanions(dataDir, companions, part);
      db.prepare('VACUUM INTO ?').run(part);
      packCompanions(part, beside);
    });
  } catch (thrown) {
    throw new SluiceError(`the backup to ${file} failed: ${messageOf(thrown)}`, {
      code: 'backup_failed',
      hint: 'see that its folder exists, may be written to and has room for the whole database',
      cause: thrown,
    });
  } finally {
    db.close();
  }
}

/**
 * Puts a backup and its `companions` into a data folder that has no database, after checking all of it. Throws `data_dir_not_empty`,
 * `data_dir_in_use`, `database_newer`, or `bad_backup` where the file is missing, damaged or none of ours.
 */
export function restoreStore(file: string, dataDir: string, companions: readonly string[] = []): void {
  const lock = lockDataDir(dataDir);
  try {
    const target = databaseFile(dataDir);
    if (existsSync(target)) {
      throw new SluiceError(`${dataDir} has a database already`, {
        code: 'data_dir_not_empty',
        hint: 'name an empty folder with SLUICE_DATA_DIR, or move sluice.db and its -wal and -shm files away',
      });
    }
    // A log that was left behind would be taken for the restored database's own and played into it.
    for (const rest of ['-wal', '-shm']) rmSync(target + rest, { force: true });
    arriveWhole(target, (part) => {
      copyBackup(file, part);
      verify(part);
      placeCompanions(dataDir, companions, unpackCompanions(part));
    });
  } finally {
    lock.release();
  }
}

/** Lets `write` make a file beside `file`, which takes its name once it is whole and on the disk. */
function arriveWhole(file: string, write: (part: string) => void): void {
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    write(part);
    syncToDisk(part);
    renameSync(part, file);
    syncToDisk(dirname(file));
  } finally {
    rmSync(part, { force: true });
  }
}

function syncToDisk(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function copyBackup(file: string, part: string): void {
  try {
    copyFileSync(file, part);
  } catch (thrown) {
    throw badBackup(`${file} cannot be copied: ${messageOf(thrown)}`, thrown);
  }
}

/** Throws `bad_backup` or `database_newer` unless `file` is a whole database of ours. */
function verify(file: string): void {
  let db: Database | null = null;
  try {
    db = new Database(file, { readOnly: true });
    if (schemaVersion(db, migrations.length) === 0) throw badBackup('the backup is empty');
    const rows = db.prepare<{ integrity_check: string }>('PRAGMA integrity_check(1)').all();
    const [first] = rows;
    if (first?.integrity_check !== 'ok') throw badBackup(`the backup is damaged: ${first?.integrity_check}`);
  } catch (thrown) {
    const isNamed = thrown instanceof SluiceError && ['bad_backup', 'database_newer'].includes(thrown.code);
    throw isNamed ? thrown : badBackup(`the backup cannot be read: ${messageOf(thrown)}`, thrown);
  } finally {
    db?.close();
  }
}

function badBackup(message: string, cause?: unknown): SluiceError {
  return new SluiceError(message, { code: 'bad_backup', hint: 'use another backup', cause });
}
