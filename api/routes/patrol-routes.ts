// The patrol list for rain: the points to visit in the order of a route, with all that an inspector needs to know
// there, so that the list goes on being of use where the network does not.
import { z } from 'zod';
import { patrolOrder, routeLength_m } from '../../cases/patrol-route.ts';
import { distance_m, type Place } from '../../core/distance.ts';
import type { Json, Page } from '../../core/ports.ts';
import { formatInstant } from '../../core/time.ts';
import { shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';

const pageLength = 1_000;
/** Stops of one list. */
const maxStops = 500;

const patrolAnswer = shown(
  z
    .looseObject({
      made_at: z.string(),
      length_m: z.number().describe('As the crow flies, from stop to stop'),
      stops: z.array(
        z.looseObject({
          order: z.number().int(),
          point_id: z.string().nullable(),
          name: z.string(),
          lon: z.number(),
          lat: z.number(),
          leg_m: z.number(),
          cases: z.array(z.looseObject({ id: z.string(), title: z.string() })),
        }),
      ),
    })
    .meta({ id: 'Patrol' }),
);

interface Stop extends Place {
  readonly point: Json | null;
  readonly name: string;
  readonly cases: Json[];
}

async function everything(list: (cursor: string | null) => Promise<Page<Json>>): Promise<Json[]> {
  const items: Json[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Json> = await list(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export function patrolRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  /** Flood points, and wherever else a case is open that is not about equipment. */
  const stopsNow = async (): Promise<Stop[]> => {
    const page = { limit: pageLength };
    const points = await everything((cursor) => views.points({ kind: 'flood', cursor, ...page }));
    const cases = await everything((cursor) => views.cases({ open: true, cursor, ...page }));
    const stops = new Map<string, Stop>();
    for (const point of points) {
      const { lon, lat } = point as unknown as Place;
      stops.set(String(point.id), { point, name: String(point.name), lon, lat, cases: [] });
    }
    for (const subject of cases) {
      if (String(subject.category).startsWith('90') || typeof subject.lon !== 'number') continue;
      const key = typeof subject.point_id === 'string' ? subject.point_id : `case ${subject.id}`;
      const { lon, lat } = subject as unknown as Place;
      const stop = stops.get(key) ?? { point: null, name: String(subject.title), lon, lat, cases: [] };
      stop.cases.push(subject);
      stops.set(key, stop);
    }
    return [...stops.values()].slice(0, maxStops);
  };

  api.get(
    '/patrol',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['cases'],
        summary: 'The points to visit in rain, in the order of a route',
        description:
          'Flood points, and wherever a case is open that is not about equipment: each with its latest readings and ' +
          'cases, to be kept on the phone. Begins nearest to `lon` and `lat` where they are given.',
        querystring: z.strictObject({
          lon: z.coerce.number().min(-180).max(180).optional(),
          lat: z.coerce.number().min(-90).max(90).optional(),
        }),
        response: { 200: patrolAnswer },
      },
    },
    async ({ query: { lon, lat } }) => {
      const stops = await stopsNow();
      const start = lon === undefined || lat === undefined ? null : { lon, lat };
      const order = patrolOrder(stops, start);
      let at: Place | null = start;
      return {
        made_at: formatInstant(now()),
        length_m: Math.round(routeLength_m(order, stops, start)),
        stops: order.map((index, n) => {
          const stop = stops[index] as Stop;
          const leg_m = at === null ? 0 : Math.round(distance_m(at, stop));
          at = stop;
          return { order: n + 1, leg_m, ...stopJson(stop) };
        }),
      };
    },
  );
}

function stopJson({ point, name, lon, lat, cases }: Stop) {
  return {
    point_id: point?.id ?? cases[0]?.point_id ?? null,
    name,
    address: point?.address ?? null,
    lon,
    lat,
    latest: point?.latest ?? [],
    worst_alarm: point?.worst_alarm ?? null,
    cases: cases.map(({ id, title, state, severity, unit_id, due_at }) => ({
      ...{ id, title, state, severity, unit_id, due_at },
    })),
  };
}
