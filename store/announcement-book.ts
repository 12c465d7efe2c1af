// What was said over the loudspeakers and what was not, beside the cursors of the outlets.
import type { Announcement, AnnouncementBook } from '../core/announcement.ts';
import type { Database } from './database.ts';

/** Kept; older ones are in the audit log. */
const maxAnnouncements = 10_000;

interface Row {
  readonly seq: number;
  readonly body: string;
}

export function announcementBook(db: Database): AnnouncementBook {
  db.exec(`
    CREATE TABLE IF NOT EXISTS announcements (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      zone TEXT NOT NULL,
      decision TEXT NOT NULL,
      decided_at INTEGER,
      body TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS announcements_by_zone ON announcements (zone, decided_at);
    CREATE INDEX IF NOT EXISTS announcements_waiting ON announcements (seq) WHERE decision = 'waiting';
  `);
  const find = db.prepare<Row>('SELECT seq, body FROM announcements WHERE id = ?');
  const put = db.prepare(
    `INSERT INTO announcements (id, zone, decision, decided_at, body) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       decision = excluded.decision, decided_at = excluded.decided_at, body = excluded.body`,
  );
  const last = db.prepare<Row>(
    `SELECT seq, body FROM announcements WHERE zone = ? AND decision IN ('spoken', 'dry_run')
     ORDER BY decided_at DESC LIMIT 1`,
  );
  const waiting = db.prepare<Row>(
    "SELECT seq, body FROM announcements WHERE decision = 'waiting' ORDER BY seq",
  );
  const list = db.prepare<Row>('SELECT seq, body FROM announcements WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  const drop = db.prepare('DELETE FROM announcements WHERE seq <= (SELECT max(seq) FROM announcements) - ?');
  const parsed = ({ body }: Row) => JSON.parse(body) as Announcement;
  const parsedOrNull = (row: Row | undefined) => (row === undefined ? null : parsed(row));
  return {
    find: (id) => parsedOrNull(find.get(id)),
    put(announcement) {
      const { id, zone, decision, decidedAt } = announcement;
      put.run(id, zone, decision, decidedAt, JSON.stringify(announcement));
      drop.run(maxAnnouncements);
    },
    lastSpoken: (zone) => parsedOrNull(last.get(zone)),
    waiting: () => waiting.all().map(parsed),
    list(page) {
      const before = page.cursor === null ? Number.MAX_SAFE_INTEGER : Number(page.cursor);
      const rows = list.all(Number.isSafeInteger(before) ? before : 0, page.limit + 1);
      const shown = rows.slice(0, page.limit);
      const nextCursor = rows.length > shown.length ? String(shown.at(-1)?.seq) : null;
      return { items: shown.map(parsed), nextCursor };
    },
  };
}
