// Brings a database to the schema of this release, one whole step at a time: an interrupted migration is one that
// has not happened.
import { SluiceError } from '../core/error.ts';
import type { Database } from './database.ts';

/** One step of the schema, forward only. A released one is never changed. */
export interface Migration {
  readonly name: string;
  migrate(db: Database): void;
}

/** `PRAGMA application_id` of Sluice's databases: "SLUC". */
export const applicationId = 0x534c5543;

/**
 * Applies those of `migrations` that the database has not seen; its version is how many it has. Throws
 * `database_newer` where it has seen more than there are, `database_foreign` where another program made it.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const version = schemaVersion(db, migrations.length);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    db.write(() => {
      migration.migrate(db);
      db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** The database's version, 0 for an empty one. Throws like `migrate` where this release cannot use it. */
export function schemaVersion(db: Database, newest: number): number {
  const version = db.pragma('user_version');
  const isOurs = db.pragma('application_id') === applicationId;
  if (!isOurs && (version > 0 || hasTables(db))) throw foreign();
  if (version > newest) {
    throw new SluiceError(`the database has schema ${version}, this release knows ${newest}`, {
      code: 'database_newer',
      hint: 'start the release that last ran on this data, or a later one',
    });
  }
  return version;
}

function hasTables(db: Database): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
}

function foreign(): SluiceError {
  return new SluiceError('the file is a database of another program', {
    code: 'database_foreign',
    hint: 'name another folder with SLUICE_DATA_DIR',
  });
}
