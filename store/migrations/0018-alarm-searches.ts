// Alarms by what people look for among years of them: a rule's, those that something held back, and those of a period.
import type { Migration } from '../migrate.ts';

export const alarmSearches: Migration = {
  name: '0018-alarm-searches',
  migrate(db) {
    db.exec(`
      CREATE INDEX alarms_by_rule ON alarms (rule_id, raised_at, id);
      CREATE INDEX alarms_by_holder ON alarms (json_extract(body, '$.suppressed_by'), raised_at, id)
        WHERE json_extract(body, '$.suppressed_by') IS NOT NULL;
      CREATE INDEX alarms_by_end ON alarms (json_extract(body, '$.cleared_at'));
    `);
  },
};
