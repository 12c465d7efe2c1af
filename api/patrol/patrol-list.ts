// The patrol list for rain: the points to visit in the order of a route, with all that an inspector needs to know
// there, so that the list goes on being of use where the network does not.
import { patrolOrder, routeLength_m } from '../../cases/patrol-route.ts';
import { distance_m, type Place } from '../../core/distance.ts';
import type { User } from '../../core/person.ts';
import type { Json, Views } from '../../core/ports.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';
import { seesCaseOf } from '../case-sight.ts';
import { everyItem, pageMax } from '../every-item.ts';

/** Stops of one list: more than anyone visits in a rain, and a route through them is found in a moment. */
const maxStops = 200;

interface Stop extends Place {
  readonly point: Json | null;
  readonly name: string;
  readonly cases: Json[];
}

/** Flood points, and wherever else a case is open that is not about equipment and that the person may see. */
export async function patrolList(
  views: Pick<Views, 'points' | 'cases'>,
  user: User,
  start: Place | null,
  now: EpochMs,
) {
  const stops = await stopsFor(views, user);
  const order = patrolOrder(stops, start);
  let at: Place | null = start;
  return {
    made_at: formatInstant(now),
    length_m: Math.round(routeLength_m(order, stops, start)),
    stops: order.map((index, n) => {
      const stop = stops[index] as Stop;
      const leg_m = at === null ? 0 : Math.round(distance_m(at, stop));
      at = stop;
      return { order: n + 1, leg_m, ...stopJson(stop) };
    }),
  };
}
export type PatrolList = Awaited<ReturnType<typeof patrolList>>;

async function stopsFor(views: Pick<Views, 'points' | 'cases'>, user: User): Promise<Stop[]> {
  const page = { limit: pageMax };
  const points = await everyItem((cursor) => views.points({ kind: 'flood', cursor, ...page }));
  const cases = await everyItem((cursor) => views.cases({ open: true, cursor, ...page }));
  const stops = new Map<string, Stop>();
  for (const point of points) {
    const { lon, lat } = point as unknown as Place;
    stops.set(String(point.id), { point, name: String(point.name), lon, lat, cases: [] });
  }
  for (const subject of cases) {
    const isEquipment = String(subject.category).startsWith('90');
    if (isEquipment || typeof subject.lon !== 'number' || !seesCaseOf(user, subject.unit_id)) continue;
    const key = typeof subject.point_id === 'string' ? subject.point_id : `case ${subject.id}`;
    const { lon, lat } = subject as unknown as Place;
    const stop = stops.get(key) ?? { point: null, name: String(subject.title), lon, lat, cases: [] };
    stop.cases.push(subject);
    stops.set(key, stop);
  }
  const isUrgent = ({ cases: open, point }: Stop) => Number(open.length > 0 || point?.worst_alarm != null);
  return [...stops.values()].sort((a, b) => isUrgent(b) - isUrgent(a)).slice(0, maxStops);
}

function stopJson({ point, name, lon, lat, cases }: Stop) {
  return {
    point_id: point?.id ?? cases[0]?.point_id ?? null,
    name,
    address: point?.address ?? null,
    lon,
    lat,
    latest: (point?.latest ?? []) as readonly Json[],
    worst_alarm: point?.worst_alarm ?? null,
    cases: cases.map(({ id, title, state, severity, unit_id, due_at }) => ({
      ...{ id, title, state, severity, unit_id, due_at },
    })),
  };
}
