// The town for maps and lists of any size: how much there is, what single points are called, and the dots of the map
// square by square. A console reads these and never the whole registry.
import { z } from 'zod';
import { groundDatums } from '../../core/map-ground.ts';
import { fileAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { placeFields } from '../point-feature.ts';
import { noQuery } from '../request-fields.ts';

const tags = ['points'];
const mediaType = 'application/vnd.mapbox-vector-tile';
/** Points in one question: as many as an address has room for. */
const mostPlaces = 200;
/** A dot's address names its version, so that it never changes. */
const kept = 'private, max-age=604800, immutable';
const deepestZoom = 22;

const townAnswer = z
  .object({
    version: z.string().describe('Another one once the registry has changed'),
    points: z.number().int(),
    bounds: z
      .array(z.number())
      .readonly()
      .nullable()
      .describe('West, south, east, north in degrees of WGS-84'),
    basins: z.array(z.string()).readonly(),
    gateways: z.array(z.string()).readonly(),
    dots_version: z.string().describe('`version` of the map’s tiles'),
  })
  .meta({ id: 'Town' });

const placeAnswer = shown(z.object(placeFields).meta({ id: 'Place' }));

const idsField = z
  .string()
  .transform((text) => [...new Set(text.split(','))])
  .pipe(z.array(z.string().max(200)).max(mostPlaces))
  .describe(`Ids of points with commas between, ${mostPlaces} at most`);

const tileNumber = z.coerce.number().int().min(0);

export function townRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/town',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'How much there is and where: points, bounds, basins, gateways',
        querystring: noQuery,
        response: { 200: townAnswer },
      },
    },
    async () => {
      const { dotsVersion, ...town } = await views.town();
      return { ...town, dots_version: dotsVersion };
    },
  );

  api.get(
    '/town/places',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What some points are called and where they are; those that are gone are left out',
        querystring: z.strictObject({ ids: idsField }),
        response: { 200: listOf(placeAnswer) },
      },
    },
    async ({ query }) => wholeList(await views.places(query.ids)),
  );

  api.get(
    '/town/tiles/:z/:x/:y',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Points as a vector tile, for a map',
        description:
          'A Mapbox Vector Tile with the layer `dots`, each with its `id`. Far out and of thousands, points that a ' +
          'screen cannot tell apart are one dot; from zoom 14 on all are there.',
        params: z.strictObject({ z: tileNumber.max(deepestZoom), x: tileNumber, y: tileNumber }),
        querystring: z.strictObject({
          datum: z.enum(groundDatums).default('wgs84').describe('Of the pictures that the dots stand on'),
          version: z.string().max(100).optional().describe('`dots_version` of the town: the answer is kept'),
        }),
        produces: [mediaType],
        response: { 200: fileAnswer },
      },
    },
    async ({ params, query }, reply) => {
      const { version, bytes } = await views.dotTile({ ...params, datum: query.datum });
      if (query.version === version) reply.header('cache-control', kept);
      return reply.type(mediaType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
}
