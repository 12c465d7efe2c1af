// What points look like to programs, and all of them as GeoJSON (RFC 7946) for a map.
import { z } from 'zod';
import type { FeaturePage, PointFilter, Views } from '../core/ports.ts';
import { pointKinds } from '../core/registry.ts';
import { severitySchema } from '../core/severity.ts';
import { instantAnswer, latestAnswer, shown } from './answer-schemas.ts';

/** What a point is and where. */
export const placeFields = {
  id: z.string(),
  name: z.string(),
  kind: z.enum(pointKinds),
  lon: z.number().describe('WGS-84 degrees'),
  lat: z.number(),
  basin: z.string().nullable(),
};

export const pointAnswer = shown(
  z
    .looseObject({
      ...placeFields,
      latest: z.array(latestAnswer),
      worst_alarm: z
        .looseObject({ id: z.string(), rule_id: z.string(), severity: severitySchema })
        .nullable(),
      camera_url: z.string().nullable().optional().describe('Of one point: where its camera is looked at'),
    })
    .meta({ id: 'Point' }),
);

export const pointCollection = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.string(),
        geometry: z.object({ type: z.literal('Point'), coordinates: z.array(z.number()) }),
        properties: z
          .looseObject({
            id: z.string(),
            name: z.string(),
            kind: z.enum(pointKinds),
            severity: severitySchema.nullable().describe('Of the worst active alarm'),
            alarm_id: z.string().nullable(),
            rule_id: z.string().nullable(),
            measured_at: instantAnswer.nullable(),
          })
          .describe('The point’s fields, and its newest values under their metrics’ names'),
      }),
    ),
  })
  .meta({ id: 'PointCollection' });

/** Items that a view gives at a time: others wait for no longer than that. */
const pageLength = 1_000;

/** All points that match, page by page as the reader takes them. */
export async function* pointCollectionText(
  views: Pick<Views, 'pointFeatures'>,
  filter: Omit<PointFilter, 'limit' | 'cursor'>,
): AsyncGenerator<string> {
  let before = '{"type":"FeatureCollection","features":[';
  let cursor: string | null = null;
  do {
    const page: FeaturePage = await views.pointFeatures({ ...filter, limit: pageLength, cursor });
    yield before + page.text;
    before = ',';
    cursor = page.nextCursor;
  } while (cursor !== null);
  yield ']}';
}
