// How far each outlet has come, in a file of its own: the journal has one writer, and what leaves the hub must not
// wait for it.
import { join } from 'node:path';
import type { OutletCursors } from '../core/outlet.ts';
import { Database } from './database.ts';

const file = 'outlets.db';

/** A cursor that a crash takes back a little means that something is told twice, which outlets bear. */
const setUp = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS cursors (outlet TEXT PRIMARY KEY, event_id INTEGER NOT NULL) WITHOUT ROWID;
`;

export interface StoredOutletCursors extends OutletCursors {
  close(): void;
}

/** Throws a `SluiceError` where the folder cannot be used. */
export function openOutletCursors(dataDir: string): StoredOutletCursors {
  const db = new Database(join(dataDir, file), { readOnly: false });
  db.exec(setUp);
  const select = db.prepare<{ event_id: number }>('SELECT event_id FROM cursors WHERE outlet = ?');
  const upsert = db.prepare(
    'INSERT INTO cursors VALUES (?, ?) ON CONFLICT (outlet) DO UPDATE SET event_id = excluded.event_id',
  );
  return {
    get: (outlet) => select.get(outlet)?.event_id ?? 0,
    set(outlet, eventId) {
      upsert.run(outlet, eventId);
    },
    close: () => db.close(),
  };
}
