// Rainstorms that were and the one that is, newest first, each with what came of it.
import type { Json, Page, PageRequest } from '../../core/ports.ts';
import { dayMs, formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';

interface StormRow {
  readonly id: string;
  readonly began_at: number;
  readonly body: string;
}

interface StormFigures extends Json {
  readonly alarms: number;
  readonly flooded_points: number;
  readonly deepest_mm: number | null;
  readonly cases: number;
}

const order: ListOrder = { columns: ['began_at', 'id'], kinds: ['number', 'string'], newestFirst: true };

/** Water that stood before the storm was called one belongs to it, where it came within this time before. */
const lookBackMs = dayMs;

/** Alarms that were active while it lasted; water is what a rule of category 05-06 speaks of. */
const figures = `
  SELECT count(*) AS alarms, count(DISTINCT a.case_id) AS cases,
    count(DISTINCT CASE WHEN json_extract(r.body, '$.definition.category') = '05-06' THEN a.point_id END)
      AS flooded_points,
    max(CASE WHEN json_extract(r.body, '$.definition.metric') = 'depth_mm'
        AND json_extract(r.body, '$.definition.kind') = 'threshold'
      THEN json_extract(a.body, '$.peak_value') END) AS deepest_mm
  FROM alarms a LEFT JOIN rules r ON r.id = a.rule_id
  WHERE a.raised_at >= ? AND a.raised_at < ?
    AND (a.condition = 'active' OR json_extract(a.body, '$.cleared_at') >= ?)`;

export function listRainstorms(db: Database, page: PageRequest): Page<Json> {
  const { where, values } = new Conditions().after(order, page.cursor);
  const rows = db.prepare<StormRow>(
    `SELECT id, began_at, body FROM rainstorms ${where} ${orderBy(order)} LIMIT ?`,
  );
  const during = db.prepare<StormFigures>(figures);
  return pageOf(
    rows.all(...values, page.limit + 1),
    page.limit,
    ({ began_at, id }) => [began_at, id],
    ({ began_at, body }) => {
      const storm = JSON.parse(body) as Json;
      const endedAt =
        typeof storm.ended_at === 'string' ? Date.parse(storm.ended_at) : Number.MAX_SAFE_INTEGER;
      return { ...storm, ...during.get(began_at - lookBackMs, endedAt, formatInstant(began_at)) };
    },
  );
}
