// Opens the journal of a data folder for the one thread that writes it.
import type { Journal } from '../core/journal.ts';
import type { CheckpointPart } from './checkpoints.ts';
import type { StoredCredentials } from './credentials.ts';
import { databaseFile, lockDataDir } from './data-dir.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { SqliteJournal } from './sqlite-journal.ts';

export interface StoreOptions {
  readonly dataDir: string;
  /** Lets the database grow to so many pages of 4 KiB, as a full disk would. */
  readonly maxPages?: number;
  /** Keeps a log of readings for outlets that take them; off where nobody says otherwise. */
  readonly logsReadings?: boolean;
  /** Whether whole copies of the state come from `startUpkeep`; else a day's first snapshot packs one itself. */
  readonly copiesApart?: boolean;
}

export interface Store extends Journal {
  credentials(): StoredCredentials;
  readonly copyDue: SqliteJournal['copyDue'];
  keepCopy(part: CheckpointPart): void;
  moveRest(): void;
}

/**
 * Pages in the write-ahead log that are worth moving into the database, 160 MB. Most are written again and again, and each
 * move keeps the disk busy while commits wait for it: seldom is better.
 */
export const pagesWorthMoving = 40_000;
/** Pages at which a commit moves them itself, because nobody else has. */
const checkpointPages = 60_000;
/** What the log's file is cut back to after a burst, bytes: commits are faster where they write over what is there. */
const logBytes = 256 * 1024 * 1024;
/** Pages kept in memory, KiB. */
const cacheKiB = 64 * 1024;

/**
 * Opens the store, makes or migrates it. Throws a `SluiceError`: `data_dir_in_use`, `data_dir_unwritable`,
 * `database_damaged`, `database_newer`, `database_foreign`, or one of the disk.
 */
export function openStore(options: StoreOptions): Store {
  const lock = lockDataDir(options.dataDir);
  let db: Database | null = null;
  try {
    db = new Database(databaseFile(options.dataDir), { readOnly: false });
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = ${checkpointPages};
      PRAGMA journal_size_limit = ${logBytes};
      PRAGMA cache_size = -${cacheKiB};
      PRAGMA temp_store = MEMORY;
    `);
    if (options.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${options.maxPages}`);
    migrate(db, migrations);
    const { logsReadings = false, copiesApart = false } = options;
    return new SqliteJournal(db, lock, { logsReadings, copiesApart });
  } catch (thrown) {
    db?.close();
    lock.release();
    throw thrown;
  }
}
