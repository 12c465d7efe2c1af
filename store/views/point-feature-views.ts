// Points as GeoJSON features (RFC 7946), written here, so that a hundred thousand cross the threads as text. A map's
// styles read flat properties only, so the newest values stand beside the point's own fields, under their metrics' names.
import type { FeaturePage, PointFilter } from '../../core/ports.ts';
import type { Point } from '../../core/registry.ts';
import { formatInstantOrNull } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { pageOf } from './cursor.ts';
import { PointSurroundings } from './point-surroundings.ts';
import { type PointRow, pointFields, pointRows } from './point-views.ts';

export function listPointFeatures(db: Database, filter: PointFilter): FeaturePage {
  const around = new PointSurroundings(db);
  const { items, nextCursor } = pageOf(
    pointRows(db, filter),
    filter.limit,
    ({ id }) => [id],
    (row) => JSON.stringify(pointFeature(row, around)),
  );
  return { text: items.join(','), nextCursor };
}

function pointFeature({ id, body }: PointRow, around: PointSurroundings) {
  const { lon, lat, ...fields } = pointFields(JSON.parse(body) as Point);
  const worst = around.worstAlarm(id);
  // Of two devices the newer says how it is.
  const rising = around.latest(id).toSorted((a, b) => a.at - b.at);
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      ...Object.fromEntries(rising.map(({ metric, value }) => [metric, value])),
      // After the metrics, whose names devices choose.
      ...fields,
      measured_at: formatInstantOrNull(rising.at(-1)?.at ?? null),
      severity: worst?.severity ?? null,
      alarm_id: worst?.id ?? null,
      rule_id: worst?.rule_id ?? null,
    },
  };
}
