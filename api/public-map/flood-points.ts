// The flood points of the town as everyone may see them: names, places, warnings, and depths in whole centimetres.
import type { Json, Views } from '../../core/ports.ts';
import type { PublicFlood } from '../../core/public-floods.ts';
import { type Severity, severityRank, worseSeverity } from '../../core/severity.ts';
import { type EpochMs, hourMs, parseInstant } from '../../core/time.ts';
import type { PublicAlarm } from '../feeds/public-alarms.ts';

/** A depth that is older says nothing about the street now. */
const freshMs = 3 * hourMs;
/** Points that a view gives at a time. */
const pageLength = 1_000;
/** Five decimals of a degree are about a metre. */
const decimals = 5;
const depthMetric = 'depth_mm';

interface ShownValue {
  readonly metric: string;
  readonly value: number;
  readonly measured_at: string;
  readonly flags: readonly string[];
}

/** What of a point's JSON is told. */
interface ShownPoint {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly latest: readonly ShownValue[];
}

/** @param alarms public ones, of any place. */
export async function publicFloods(
  views: Pick<Views, 'points'>,
  alarms: readonly PublicAlarm[],
  now: EpochMs,
): Promise<PublicFlood[]> {
  const worst = worstByPoint(alarms);
  const floods: PublicFlood[] = [];
  let cursor: string | null = null;
  do {
    const page = await views.points({ kind: 'flood', limit: pageLength, cursor });
    for (const point of page.items) floods.push(publicFlood(point, worst, now));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return floods.sort(
    (a, b) => severityRank(b.severity) - severityRank(a.severity) || (b.depth_cm ?? 0) - (a.depth_cm ?? 0),
  );
}

function worstByPoint(alarms: readonly PublicAlarm[]): Map<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { place, severity, clearedAt } of alarms) {
    if (clearedAt !== null) continue;
    const known = worst.get(place.id);
    worst.set(place.id, known === undefined ? severity : worseSeverity(known, severity));
  }
  return worst;
}

function publicFlood(row: Json, worst: ReadonlyMap<string, Severity>, now: EpochMs): PublicFlood {
  const { id, name, address, lon, lat, latest } = row as unknown as ShownPoint;
  const newest = latest
    .filter(({ metric, flags }) => metric === depthMetric && flags.length === 0)
    .toSorted((a, b) => (a.measured_at < b.measured_at ? 1 : -1))[0];
  const measuredAt = parseInstant(newest?.measured_at);
  const isFresh = measuredAt !== null && now - measuredAt <= freshMs;
  return {
    name,
    address,
    lon: Number(lon.toFixed(decimals)),
    lat: Number(lat.toFixed(decimals)),
    severity: worst.get(id) ?? null,
    depth_cm: newest !== undefined && isFresh ? Math.max(0, Math.round(newest.value / 10)) : null,
    measured_at: newest?.measured_at ?? null,
  };
}
