// Who reported a case from outside, apart from the case, which goes to many readers.
import type { Migration } from '../migrate.ts';

export const reporters: Migration = {
  name: '0014-reporters',
  migrate(db) {
    db.exec('CREATE TABLE reporters (case_id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID');
  },
};
