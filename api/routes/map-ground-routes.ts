// What maps of the console stand on: the online map of the settings, or what the city put below `map/` of the data
// folder, or nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { groundDatums } from '../../core/map-ground.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { noQuery } from '../request-fields.ts';

const groundAnswer = z
  .object({
    tiles: z.array(z.string()).describe('With `{z}`, `{x}` and `{y}`, the lowest layer first'),
    datum: z.enum(groundDatums).describe('Of the tiles'),
    attribution: z.string(),
    drawing: z.string().nullable().describe('GeoJSON in WGS-84'),
  })
  .meta({ id: 'MapGround' });

export function mapGroundRoutes(api: ApiApp, { mapTiles, mapDir }: ApiOptions): void {
  api.get(
    '/map-ground',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['registry'],
        summary: 'What maps stand on: tiles and a drawing',
        querystring: noQuery,
        response: { 200: groundAnswer },
      },
    },
    async () => {
      const drawing = existsSync(join(mapDir, 'base.geojson')) ? '/map/base.geojson' : null;
      if (mapTiles.tiles.length > 0) return { ...mapTiles, tiles: [...mapTiles.tiles], drawing };
      const tiles = existsSync(join(mapDir, 'tiles')) ? ['/map/tiles/{z}/{x}/{y}.png'] : [];
      return { tiles, datum: 'wgs84' as const, attribution: '', drawing };
    },
  );
}
