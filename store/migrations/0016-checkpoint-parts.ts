// Whole copies of the state in parts, so that none of them keeps a message waiting while it is written.
import type { Migration } from '../migrate.ts';

export const checkpointParts: Migration = {
  name: '0016-checkpoint-parts',
  migrate(db) {
    db.exec(`
      CREATE TABLE checkpoint_parts (
        position INTEGER NOT NULL,
        part INTEGER NOT NULL,
        packed BLOB NOT NULL,
        PRIMARY KEY (position, part)
      );
      INSERT INTO checkpoint_parts SELECT position, 0, rows FROM checkpoints;
      ALTER TABLE checkpoints DROP COLUMN rows;
    `);
  },
};
