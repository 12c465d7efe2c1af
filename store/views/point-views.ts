// Points with what was last measured there and the worst that is wrong there now; and the units that answer for them.
import type { Json, Page, PageRequest, PointFilter } from '../../core/ports.ts';
import type { Point, Unit } from '../../core/registry.ts';
import { onDuty, type Roster, rosterJson } from '../../core/roster.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import type { Database } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';
import { latestJson } from './latest-json.ts';
import { PointSurroundings } from './point-surroundings.ts';

interface BodyRow {
  readonly id: string;
  readonly body: string;
}

export type PointRow = BodyRow;

const order: ListOrder = { columns: ['id'], kinds: ['string'], newestFirst: false };

export function listPoints(db: Database, filter: PointFilter): Page<Json> {
  return pageOf(pointRows(db, filter), filter.limit, ({ id }) => [id], pointShower(db));
}

/** One more than a page has, where there are more. */
export function pointRows(db: Database, filter: PointFilter): PointRow[] {
  const conditions = new Conditions()
    .equal('kind', filter.kind)
    .equal('basin', filter.basin)
    .after(order, filter.cursor);
  if (filter.within !== undefined) {
    const [west, south, east, north] = filter.within;
    conditions.add('lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?', south, north, west, east);
  }
  if (filter.search !== undefined) {
    const text = filter.search.toLowerCase();
    conditions.add(
      `(instr(lower(id), ?) > 0 OR instr(lower(json_extract(body, '$.name')), ?) > 0
        OR instr(lower(coalesce(json_extract(body, '$.address'), '')), ?) > 0)`,
      ...[text, text, text],
    );
  }
  // By place a part of the town is found at once; in the order of ids SQLite would look at every point.
  const source = filter.within === undefined ? 'points' : 'points INDEXED BY points_by_place';
  const rows = db.prepare<PointRow>(
    `SELECT id, body FROM ${source} ${conditions.where} ${orderBy(order)} LIMIT ?`,
  );
  return rows.all(...conditions.values, filter.limit + 1);
}

export function findPoint(db: Database, id: string): Json | null {
  const row = db.prepare<BodyRow>('SELECT id, body FROM points WHERE id = ?').get(id);
  return row === undefined ? null : pointShower(db)(row);
}

export function listUnits(db: Database, page: PageRequest): Page<Json> {
  const conditions = new Conditions().after(order, page.cursor);
  const rows = db.prepare<BodyRow>(
    `SELECT id, body FROM units ${conditions.where} ${orderBy(order)} LIMIT ?`,
  );
  return pageOf(rows.all(...conditions.values, page.limit + 1), page.limit, ({ id }) => [id], unitJson);
}

export function findRoster(db: Database, unitId: string, now: EpochMs): Json | null {
  if (db.prepare('SELECT 1 FROM units WHERE id = ?').get(unitId) === undefined) return null;
  const row = db.prepare<{ body: string }>('SELECT body FROM rosters WHERE id = ?').get(unitId);
  return rosterRowJson(unitId, row?.body ?? null, now);
}

export function listRosters(db: Database, now: EpochMs): Json[] {
  const rows = db.prepare<{ id: string; body: string | null }>(
    'SELECT units.id, rosters.body FROM units LEFT JOIN rosters USING (id) ORDER BY units.id',
  );
  return rows.all().map(({ id, body }) => rosterRowJson(id, body, now));
}

function rosterRowJson(unitId: string, body: string | null, now: EpochMs): Json {
  const nobody = { unitId, first: null, deputy: null, shifts: [], absences: [], version: 0 };
  const roster = body === null ? nobody : (JSON.parse(body) as Roster);
  return { ...rosterJson(roster), on_duty: onDuty(roster, now).username };
}

function pointShower(db: Database): (row: PointRow) => Json {
  const around = new PointSurroundings(db);
  return ({ id, body }) => {
    const worst = around.worstAlarm(id);
    return {
      ...pointFields(JSON.parse(body) as Point),
      latest: around.latest(id).map(latestJson),
      worst_alarm: worst === null ? null : { ...worst, raised_at: formatInstant(worst.raised_at) },
    };
  };
}

/** What the registry says of a point. */
export function pointFields(point: Point) {
  return {
    id: point.id,
    name: point.name,
    kind: point.kind,
    lon: point.lon,
    lat: point.lat,
    grid_code: point.gridCode,
    component_code: point.componentCode,
    owner_unit: point.ownerUnit,
    maintainer_unit: point.maintainerUnit,
    supervisor_unit: point.supervisorUnit,
    subdistrict_unit: point.subdistrictUnit,
    basin: point.basin,
    road_class: point.roadClass,
    address: point.address,
  };
}

function unitJson({ body }: BodyRow): Json {
  const unit = JSON.parse(body) as Unit;
  return {
    id: unit.id,
    name: unit.name,
    kind: unit.kind,
    parent_unit: unit.parentUnit,
    phone: unit.phone,
    email: unit.email,
    webhook: unit.webhook,
  };
}
