// The flood map that needs no login, where the city has opened it: the page, and the water that it shows.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicFloods } from '../../core/public-floods.ts';
import { formatInstant, secondMs } from '../../core/time.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { publicAlarms } from '../feeds/public-alarms.ts';
import { KeptAnswer } from '../kept-answer.ts';
import { nothingFound } from '../problem.ts';
import { publicFloods } from '../public-map/flood-points.ts';

const page = 'public-map/index.html';
/** However many look at once, the hub looks once in this time. */
const keptMs = 5 * secondMs;
/** How long a cache on the way may answer, s. */
const freshS = 15;

export function publicMapRoutes(app: ApiApp, { views, now, publicFace, consoleDir }: ApiOptions): void {
  const floods = new KeptAnswer({
    keptMs,
    now,
    make: async (): Promise<PublicFloods> => {
      const alarms = publicAlarms(await views.placedAlarms(now()));
      const points = await publicFloods(views, alarms, now());
      return { as_of: formatInstant(now()), centre: publicFace.centre, points };
    },
  });

  app.get('/public', { schema: { hide: true } }, async (_request, reply) => {
    if (!publicFace.map || !existsSync(join(consoleDir, page)))
      throw nothingFound({ zh: '公开地图', en: 'public map here' });
    return reply.header('cache-control', 'no-cache').sendFile(page, consoleDir);
  });

  app.get('/public/floods.json', { schema: { hide: true } }, async (_request, reply) => {
    if (!publicFace.map) throw nothingFound({ zh: '公开地图', en: 'public map here' });
    reply.header('cache-control', `public, max-age=${freshS}`).header('access-control-allow-origin', '*');
    return floods.get();
  });
}
