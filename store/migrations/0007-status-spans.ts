// When each device was up and down, with running sums: the uptime of any time is the difference of two rows.
import type { Migration } from '../migrate.ts';

export const statusSpans: Migration = {
  name: '0007-status-spans',
  migrate(db) {
    db.exec(`
      CREATE TABLE status_spans (
        device_id TEXT NOT NULL,
        from_at INTEGER NOT NULL,
        condition TEXT NOT NULL,
        reason TEXT NOT NULL,
        up_ms INTEGER NOT NULL,
        down_ms INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        repairs INTEGER NOT NULL,
        repair_ms INTEGER NOT NULL,
        PRIMARY KEY (device_id, from_at)
      ) WITHOUT ROWID;
    `);
  },
};
