// Every version of every rule, so that an alarm can be held against the one that decided it.
import type { Migration } from '../migrate.ts';

export const ruleVersions: Migration = {
  name: '0006-rule-versions',
  migrate(db) {
    db.exec(`
      CREATE TABLE rule_versions (
        rule_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        at INTEGER NOT NULL,
        by TEXT NOT NULL,
        definition TEXT NOT NULL,
        PRIMARY KEY (rule_id, version)
      ) WITHOUT ROWID;
    `);
  },
};
