// Points by kind and by place, so that a map of a part of the town, or of its gauges, reads no more than that.
import type { Migration } from '../migrate.ts';

export const pointsByPlace: Migration = {
  name: '0017-points-by-place',
  migrate(db) {
    db.exec(`
      ALTER TABLE points ADD COLUMN lon REAL AS (json_extract(body, '$.lon')) VIRTUAL;
      ALTER TABLE points ADD COLUMN lat REAL AS (json_extract(body, '$.lat')) VIRTUAL;
      CREATE INDEX points_by_kind ON points (kind, id);
      CREATE INDEX points_by_place ON points (lat, lon, id);
    `);
  },
};
