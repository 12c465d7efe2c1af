// Proposals to set gauges' zeros anew, open and decided.
import type { Migration } from '../migrate.ts';

export const zeroProposals: Migration = {
  name: '0013-zero-proposals',
  migrate(db) {
    db.exec(`
      CREATE TABLE zero_proposals (
        id TEXT PRIMARY KEY,
        device_id TEXT NOT NULL,
        state TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        decided_at INTEGER,
        body TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX zero_proposals_by_time ON zero_proposals (made_at, id);
      CREATE INDEX zero_proposals_by_device ON zero_proposals (device_id, made_at, id);
      CREATE INDEX zero_proposals_decided ON zero_proposals (decided_at) WHERE decided_at IS NOT NULL;
    `);
  },
};
