// The file that MQTT sessions live in, apart from the journal: what readers still have to get may wait for no
// alarm's commit. Written without a wait for the disk: it outlives a killed process, and a power cut can cost
// the last moments but never the file.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { messageOf, SluiceError } from '../../core/error.ts';

/** Its name in the data folder. */
export const sessionFile = 'mqtt-sessions.db';

const schemaVersion = 1;

const schema = `
  CREATE TABLE sessions (client_id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE subscriptions (
    client_id TEXT NOT NULL, topic TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (client_id, topic)
  );
  CREATE TABLE retained (topic TEXT PRIMARY KEY, head TEXT NOT NULL, payload) WITHOUT ROWID;
  CREATE TABLE outgoing (
    position INTEGER PRIMARY KEY AUTOINCREMENT, client_id TEXT NOT NULL, broker_id TEXT, broker_counter INTEGER,
    message_id INTEGER, head TEXT NOT NULL, payload, bytes INTEGER NOT NULL
  );
  CREATE UNIQUE INDEX outgoing_once ON outgoing (client_id, broker_id, broker_counter);
  CREATE INDEX outgoing_in_order ON outgoing (client_id, position);
  CREATE INDEX outgoing_by_message_id ON outgoing (client_id, message_id);
  CREATE TABLE incoming (
    client_id TEXT NOT NULL, message_id INTEGER NOT NULL, head TEXT NOT NULL, payload,
    PRIMARY KEY (client_id, message_id)
  );
  CREATE TABLE wills (client_id TEXT PRIMARY KEY, head TEXT NOT NULL, payload);
  PRAGMA user_version = ${schemaVersion};
`;

/**
 * Opens or creates `mqtt-sessions.db` in `dataDir`. A damaged file is put aside and a new one begun: clients subscribe
 * again, and no alarm waits for that. Throws a `SluiceError` where the folder cannot be written, or a newer
 * release has written the file.
 */
export function openSessionDatabase(dataDir: string): DatabaseSync {
  const file = join(dataDir, sessionFile);
  try {
    mkdirSync(dataDir, { recursive: true });
    try {
      return open(file);
    } catch (thrown) {
      if (!damageCodes.has((thrown as { errcode?: number }).errcode ?? 0)) throw thrown;
      putAside(file);
      return open(file);
    }
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw new SluiceError(`the MQTT sessions in ${dataDir} cannot be opened: ${messageOf(thrown)}`, {
      code: 'sessions_not_opened',
      hint: 'set SLUICE_DATA_DIR to a folder that this user can write',
      cause: thrown,
    });
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

function open(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;
      PRAGMA busy_timeout = 2000;
    `);
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (version === 0) database.exec(`BEGIN; ${schema} COMMIT;`);
    if (version > schemaVersion) {
      throw new SluiceError(`${file} was written by a newer release`, {
        code: 'sessions_too_new',
        hint: 'start the newer release, or remove the file: clients subscribe again',
      });
    }
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function putAside(file: string): void {
  for (const end of ['', '-wal', '-shm']) {
    const to = `${file}.damaged${end}`;
    rmSync(to, { force: true });
    if (existsSync(file + end)) renameSync(file + end, to);
  }
}
