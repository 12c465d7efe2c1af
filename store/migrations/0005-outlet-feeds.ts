// What outlets read from: every reading in the order of its commit, and what the registry said when it was received.
import type { Migration } from '../migrate.ts';

export const outletFeeds: Migration = {
  name: '0005-outlet-feeds',
  migrate(db) {
    db.exec(`
      CREATE TABLE reading_log (
        last INTEGER PRIMARY KEY,
        count INTEGER NOT NULL,
        at INTEGER NOT NULL,
        block BLOB NOT NULL
      );
      CREATE TABLE registry_history (
        seq INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        since INTEGER NOT NULL,
        body TEXT NOT NULL
      );
      INSERT INTO registry_history (kind, id, since, body) SELECT 'unit', id, 0, body FROM units;
      INSERT INTO registry_history (kind, id, since, body) SELECT 'point', id, 0, body FROM points;
      INSERT INTO registry_history (kind, id, since, body) SELECT 'device', id, 0, body FROM devices;
      CREATE INDEX events_by_kind ON events (kind, id, at);
    `);
  },
};
