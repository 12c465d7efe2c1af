// The rainstorms that there were, each with what began it.
import type { Migration } from '../migrate.ts';

export const rainstorms: Migration = {
  name: '0008-rainstorms',
  migrate(db) {
    db.exec(`
      CREATE TABLE rainstorms (id TEXT PRIMARY KEY, began_at INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE INDEX rainstorms_by_time ON rainstorms (began_at, id);
    `);
  },
};
