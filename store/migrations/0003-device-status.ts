// Why a device has its status, and the outages that explain the silence of many.
import type { Migration } from '../migrate.ts';

export const deviceStatus: Migration = {
  name: '0003-device-status',
  migrate(db) {
    db.exec(`
      ALTER TABLE device_statuses ADD COLUMN reason TEXT;
      ALTER TABLE device_statuses ADD COLUMN outage_id TEXT;
      ALTER TABLE device_statuses ADD COLUMN expected_s REAL;
      CREATE INDEX device_statuses_by_outage ON device_statuses (outage_id) WHERE outage_id IS NOT NULL;
      CREATE TABLE outages (
        id TEXT PRIMARY KEY,
        detected_at INTEGER NOT NULL,
        ended_at INTEGER,
        body TEXT NOT NULL
      );
      CREATE INDEX outages_by_time ON outages (detected_at, id);
    `);
  },
};
