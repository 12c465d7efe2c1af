// The small databases beside the journal's, carried within the one file of a backup: how far each outlet has come,
// and the sessions of MQTT clients.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from './database.ts';

export interface Companion {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const table = 'backup_companions';
/** What SQLite puts beside a database. */
const sidecars = ['', '-wal', '-shm'];

/**
 * Whole copies of those that are there, made by way of `scratch`, a file that goes away. To be read before the
 * journal: a cursor that is behind tells something twice, one that is ahead would lose it.
 */
export function readCompanions(dataDir: string, names: readonly string[], scratch: string): Companion[] {
  return names
    .filter((name) => existsSync(join(dataDir, name)))
    .map((name) => {
      rmSync(scratch, { force: true });
      const db = new Database(join(dataDir, name), { readOnly: true });
      try {
        db.prepare('VACUUM INTO ?').run(scratch);
        return { name, bytes: readFileSync(scratch) };
      } finally {
        db.close();
        rmSync(scratch, { force: true });
      }
    });
}

/** Puts them into the backup `file`. */
export function packCompanions(file: string, companions: readonly Companion[]): void {
  const db = new Database(file, { readOnly: false });
  try {
    db.exec(`CREATE TABLE ${table} (name TEXT PRIMARY KEY, bytes BLOB NOT NULL)`);
    const insert = db.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
    for (const { name, bytes } of companions) insert.run(name, bytes);
  } finally {
    db.close();
  }
}

/** Takes them out of `file`, which is a database of the journal alone then; none where an older release made it. */
export function unpackCompanions(file: string): Companion[] {
  const db = new Database(file, { readOnly: false });
  try {
    const isThere = db.prepare<{ name: string }>('SELECT name FROM sqlite_schema WHERE name = ?').get(table);
    if (isThere === undefined) return [];
    const companions = db.prepare<Companion>(`SELECT name, bytes FROM ${table}`).all();
    db.exec(`DROP TABLE ${table}`);
    return companions;
  } finally {
    db.close();
  }
}

/** Writes those of `names` into the data folder in the place of any that lie there. */
export function placeCompanions(
  dataDir: string,
  names: readonly string[],
  companions: readonly Companion[],
): void {
  for (const name of names) {
    for (const end of sidecars) rmSync(join(dataDir, name + end), { force: true });
    const companion = companions.find((one) => one.name === name);
    if (companion !== undefined) writeFileSync(join(dataDir, name), companion.bytes, { mode: 0o600 });
  }
}
