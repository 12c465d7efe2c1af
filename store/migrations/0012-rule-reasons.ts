// Why a version of a rule was put in force, in the words of who did it.
import type { Migration } from '../migrate.ts';

export const ruleReasons: Migration = {
  name: '0012-rule-reasons',
  migrate(db) {
    db.exec('ALTER TABLE rule_versions ADD COLUMN reason TEXT');
  },
};
