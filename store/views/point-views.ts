// Points with what was last measured there and the worst that is wrong there now; and the units that answer for them.
import type { Json, Page, PageRequest, PointFilter } from '../../core/ports.ts';
import type { Point, Unit } from '../../core/registry.ts';
import { onDuty, type Roster, rosterJson } from '../../core/roster.ts';
import { type Severity, severityRank } from '../../core/severity.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import type { Database, Statement } from '../database.ts';
import { Conditions, type ListOrder, orderBy } from './conditions.ts';
import { pageOf } from './cursor.ts';
import { type LatestRow, latestJson } from './latest-json.ts';

interface BodyRow {
  readonly id: string;
  readonly body: string;
}

interface AlarmRow {
  readonly id: string;
  readonly rule_id: string;
  readonly severity: Severity;
  readonly condition: string;
  readonly raised_at: number;
}

const order: ListOrder = { columns: ['id'], kinds: ['string'], newestFirst: false };

export function listPoints(db: Database, filter: PointFilter): Page<Json> {
  const conditions = new Conditions()
    .equal('kind', filter.kind)
    .equal('basin', filter.basin)
    .after(order, filter.cursor);
  if (filter.search !== undefined) {
    const text = filter.search.toLowerCase();
    conditions.add(
      `(instr(lower(id), ?) > 0 OR instr(lower(json_extract(body, '$.name')), ?) > 0
        OR instr(lower(coalesce(json_extract(body, '$.address'), '')), ?) > 0)`,
      ...[text, text, text],
    );
  }
  const rows = db.prepare<BodyRow>(
    `SELECT id, body FROM points ${conditions.where} ${orderBy(order)} LIMIT ?`,
  );
  const found = rows.all(...conditions.values, filter.limit + 1);
  return pageOf(found, filter.limit, ({ id }) => [id], pointShower(db));
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

function pointShower(db: Database): (row: BodyRow) => Json {
  // CROSS JOIN holds SQLite to this order: from the devices of one point; otherwise it starts with all that is latest.
  const latest = db.prepare<LatestRow>(
    `SELECT d.id AS device_id, m.name AS metric, l.at, l.value, l.flags
     FROM devices d
     CROSS JOIN device_ids i ON i.name = d.id
     CROSS JOIN latest l ON l.device = i.id
     CROSS JOIN metric_ids m ON m.id = l.metric
     WHERE d.point_id = ? ORDER BY d.id, m.name`,
  );
  const alarms = db.prepare<AlarmRow>(
    `SELECT id, rule_id, severity, condition, raised_at FROM alarms
     WHERE point_id = ? AND condition = 'active' ORDER BY raised_at DESC, id DESC`,
  );
  return ({ id, body }) => pointJson(JSON.parse(body) as Point, latest.all(id), worstAlarm(alarms, id));
}

/** Of the worst severity the newest. */
function worstAlarm(alarms: Statement<AlarmRow>, pointId: string): AlarmRow | null {
  let worst: AlarmRow | null = null;
  for (const alarm of alarms.all(pointId)) {
    if (worst === null || severityRank(alarm.severity) > severityRank(worst.severity)) worst = alarm;
  }
  return worst;
}

function pointJson(point: Point, latest: readonly LatestRow[], worst: AlarmRow | null): Json {
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
    latest: latest.map(latestJson),
    worst_alarm: worst === null ? null : { ...worst, raised_at: formatInstant(worst.raised_at) },
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
