// How far each outlet has come and what it could not deliver, in a file of its own: the journal has one writer, and
// what leaves the hub must not wait for it.
import { join } from 'node:path';
import type { AnnouncementBook } from '../core/announcement.ts';
import type { DeadLetter, OutletBook } from '../core/outlet.ts';
import { announcementBook } from './announcement-book.ts';
import { Database } from './database.ts';

/** Its name in the data folder. */
export const outletBookFile = 'outlets.db';

/** A cursor that a crash takes back a little means that something is told twice, which outlets bear. */
const setUp = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS cursors (outlet TEXT PRIMARY KEY, event_id INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS counts (
    outlet TEXT PRIMARY KEY,
    sent INTEGER NOT NULL,
    paused INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS dead_letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    outlet TEXT NOT NULL,
    key TEXT NOT NULL,
    payload TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    UNIQUE (outlet, key)
  );
  CREATE INDEX IF NOT EXISTS dead_letters_by_outlet ON dead_letters (outlet, id);
`;

/** Dead letters kept for one outlet; older ones go, so that a wrong address does not fill the disk. */
const maxLetters = 100_000;

export interface StoredOutletBook extends OutletBook {
  readonly announcements: AnnouncementBook;
  close(): void;
}

/** May be open more than once, in several threads. Throws a `SluiceError` where the folder cannot be used. */
export function openOutletBook(dataDir: string): StoredOutletBook {
  const db = new Database(join(dataDir, outletBookFile), { readOnly: false });
  db.exec(setUp);
  const cursor = db.prepare<{ event_id: number }>('SELECT event_id FROM cursors WHERE outlet = ?');
  const counts = db.prepare<{ sent: number; paused: number }>(
    'SELECT sent, paused FROM counts WHERE outlet = ?',
  );
  const dead = db.prepare<{ dead: number }>('SELECT count(*) AS dead FROM dead_letters WHERE outlet = ?');
  const setCursor = db.prepare(
    'INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET event_id = excluded.event_id',
  );
  const dropCursor = db.prepare('DELETE FROM cursors WHERE outlet = ?');
  const dropCounts = db.prepare('DELETE FROM counts WHERE outlet = ?');
  const addSent = db.prepare(
    'INSERT INTO counts VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET sent = sent + excluded.sent',
  );
  const setPaused = db.prepare(
    'INSERT INTO counts VALUES (?, 0, ?) ON CONFLICT DO UPDATE SET paused = excluded.paused',
  );
  const addLetter = db.prepare(
    `INSERT INTO dead_letters (outlet, key, payload, reason, at, attempts) VALUES (?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET reason = excluded.reason, attempts = attempts + 1`,
  );
  const letters = db.prepare<DeadLetter>(
    `SELECT id, key, payload, reason, at, attempts FROM dead_letters
     WHERE outlet = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const dropOld = db.prepare(
    `DELETE FROM dead_letters WHERE outlet = ?1 AND id <=
       (SELECT id FROM dead_letters WHERE outlet = ?1 ORDER BY id DESC LIMIT 1 OFFSET ${maxLetters})`,
  );
  const drop = db.prepare('DELETE FROM dead_letters WHERE id = ?');
  const keep = db.prepare('UPDATE dead_letters SET reason = ?, attempts = attempts + 1 WHERE id = ?');
  return {
    mark(outlet) {
      const { sent, paused } = counts.get(outlet) ?? { sent: 0, paused: 0 };
      return {
        cursor: cursor.get(outlet)?.event_id ?? null,
        sent,
        paused: paused === 1,
        dead: dead.get(outlet)?.dead ?? 0,
      };
    },
    advance(outlet, step) {
      db.write(() => {
        setCursor.run(outlet, step.cursor);
        addSent.run(outlet, step.sent);
        for (const { key, payload, reason } of step.refused) {
          addLetter.run(outlet, key, payload, reason, step.at);
        }
        if (step.refused.length > 0) dropOld.run(outlet);
      });
    },
    setPaused(outlet, paused) {
      setPaused.run(outlet, paused ? 1 : 0);
    },
    forget(outlet) {
      db.write(() => {
        dropCursor.run(outlet);
        dropCounts.run(outlet);
      });
    },
    deadLetters(outlet, page) {
      const after = page.cursor === null ? 0 : Number(page.cursor);
      const items = letters.all(outlet, Number.isSafeInteger(after) ? after : 0, page.limit + 1);
      const shown = items.slice(0, page.limit);
      return { items: shown, nextCursor: items.length > shown.length ? String(shown.at(-1)?.id) : null };
    },
    dropLetter(id) {
      drop.run(id);
    },
    keepLetter(id, reason) {
      keep.run(reason, id);
    },
    announcements: announcementBook(db),
    close: () => db.close(),
  };
}
