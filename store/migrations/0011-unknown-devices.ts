// Devices that messages speak of and nobody registered, and which messages in quarantine wait for them.
import type { Migration } from '../migrate.ts';

export const unknownDevices: Migration = {
  name: '0011-unknown-devices',
  migrate(db) {
    db.exec(`
      CREATE TABLE unknown_devices (
        id TEXT PRIMARY KEY,
        dev_eui TEXT,
        family TEXT NOT NULL,
        by TEXT NOT NULL,
        messages INTEGER NOT NULL,
        first_at INTEGER NOT NULL,
        last_at INTEGER NOT NULL,
        example_position INTEGER NOT NULL,
        measures INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX unknown_devices_by_time ON unknown_devices (last_at, id);
      CREATE INDEX unknown_devices_by_sender ON unknown_devices (by, messages, last_at);
      ALTER TABLE quarantine ADD COLUMN claimed_id TEXT;
      CREATE INDEX quarantine_by_claim ON quarantine (claimed_id) WHERE claimed_id IS NOT NULL;
    `);
  },
};
