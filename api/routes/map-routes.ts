// The ground that maps outside the console stand on, such as Grafana's, where there is no internet: tiles and a base
// drawing that the city puts below `map/` of the data folder. Without a drawing of its own the covers trace the streets.
// Open to all, as tiles are fetched without a login: so it tells where covers lie and nothing else about them.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { Views } from '../../core/ports.ts';
import { minuteMs } from '../../core/time.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { KeptAnswer } from '../kept-answer.ts';

const drawing = 'base.geojson';
/** How long a drawing made from the registry is good for. */
const keptMs = 5 * minuteMs;
/** Covers in one page of the views. */
const pageLength = 1_000;
/** Five decimals of a degree are about a metre. */
const decimals = 5;

type Position = readonly [lon: number, lat: number];

export async function installMapFiles(app: ApiApp, options: ApiOptions): Promise<void> {
  const { views, now } = options;
  // The data folder may be named relative to where the hub was started; files are sent from absolute folders only.
  const mapDir = resolve(options.mapDir);
  app.addHook('onRequest', async (request, reply) => {
    // A map in a page of another origin may read it.
    if (request.url.startsWith('/map/')) reply.header('access-control-allow-origin', '*');
  });

  const made = new KeptAnswer({ make: () => coversText(views), keptMs, now });
  app.get(`/map/${drawing}`, { schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=300').type('application/geo+json');
    if (existsSync(join(mapDir, drawing))) return reply.sendFile(drawing, mapDir);
    return made.get();
  });

  await app.register(fastifyStatic, {
    root: join(mapDir, 'tiles'),
    prefix: '/map/tiles/',
    decorateReply: false,
    index: false,
    schemaHide: true,
    suppressWarning: true,
    maxAge: '1d',
  });
}

/** All covers as one feature without a name. */
async function coversText(views: Pick<Views, 'points'>): Promise<string> {
  const coordinates: Position[] = [];
  let cursor: string | null = null;
  do {
    const page = await views.points({ kind: 'cover', limit: pageLength, cursor });
    for (const { lon, lat } of page.items) coordinates.push([rounded(lon), rounded(lat)]);
    cursor = page.nextCursor;
  } while (cursor !== null);
  const geometry = { type: 'MultiPoint', coordinates };
  const feature = { type: 'Feature', properties: { what: 'covers' }, geometry };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}

function rounded(degrees: unknown): number {
  return Number(Number(degrees).toFixed(decimals));
}
