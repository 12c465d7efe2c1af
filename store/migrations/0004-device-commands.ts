// Commands to devices with what became of them.
import type { Migration } from '../migrate.ts';

export const deviceCommands: Migration = {
  name: '0004-device-commands',
  migrate(db) {
    db.exec(`
      CREATE TABLE device_commands (
        id TEXT PRIMARY KEY,
        device_id TEXT NOT NULL,
        state TEXT NOT NULL,
        requested_at INTEGER NOT NULL,
        closed_at INTEGER,
        body TEXT NOT NULL
      );
      CREATE INDEX device_commands_by_device ON device_commands (device_id, requested_at, id);
      CREATE INDEX device_commands_open ON device_commands (state, requested_at, id) WHERE closed_at IS NULL;
      CREATE INDEX device_commands_closed ON device_commands (closed_at) WHERE closed_at IS NOT NULL;
    `);
  },
};
