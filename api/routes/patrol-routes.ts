// The patrol list for rain, for programs and as a page to take along.
import { z } from 'zod';
import { loginOf } from '../access.ts';
import { shown, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { patrolList } from '../patrol/patrol-list.ts';
import { patrolPage } from '../patrol/patrol-page.ts';

const tags = ['cases'];

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

const query = z.strictObject({
  lon: z.coerce.number().min(-180).max(180).optional(),
  lat: z.coerce.number().min(-90).max(90).optional(),
});

function startIn({ lon, lat }: z.infer<typeof query>) {
  return lon === undefined || lat === undefined ? null : { lon, lat };
}

export function patrolRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  api.get(
    '/patrol',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The points to visit in rain, in the order of a route',
        description:
          'Flood points, and wherever a case is open that is not about equipment: each with its latest readings and ' +
          'cases, to be kept on the phone. Begins nearest to `lon` and `lat` where they are given.',
        querystring: query,
        response: { 200: patrolAnswer },
      },
    },
    async (request) => patrolList(views, loginOf(request).user, startIn(request.query), now()),
  );

  api.get(
    '/patrol.html',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The same as a page that needs no network once it is open',
        querystring: query,
        response: { 200: written(z.string()) },
      },
    },
    async (request, reply) => {
      const list = await patrolList(views, loginOf(request).user, startIn(request.query), now());
      return reply.type('text/html; charset=utf-8').send(patrolPage(list));
    },
  );
}
