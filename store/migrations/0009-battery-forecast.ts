// When each device's battery will be empty.
import type { Migration } from '../migrate.ts';

export const batteryForecast: Migration = {
  name: '0009-battery-forecast',
  migrate(db) {
    db.exec(`
      ALTER TABLE device_statuses ADD COLUMN battery_trend TEXT;
      ALTER TABLE device_statuses ADD COLUMN battery_empty_at INTEGER;
    `);
  },
};
