// How a message in quarantine was counted, so that its count can move when it is used after all.
import type { Migration } from '../migrate.ts';

export const quarantineFate: Migration = {
  name: '0010-quarantine-fate',
  migrate(db) {
    db.exec(`ALTER TABLE quarantine ADD COLUMN counted_as TEXT NOT NULL DEFAULT 'quarantined'`);
  },
};
