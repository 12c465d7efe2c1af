// Points as GeoJSON (RFC 7946) for a map. A map's styles read flat properties only, so the newest values stand
// beside the point's own fields, under their metrics' names.
import { z } from 'zod';
import type { Json, PointFilter, Views } from '../core/ports.ts';
import { pointKinds } from '../core/registry.ts';
import { type Severity, severitySchema } from '../core/severity.ts';
import { instantAnswer, latestAnswer, shown } from './answer-schemas.ts';

export const pointAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(pointKinds),
      lon: z.number().describe('WGS-84 degrees'),
      lat: z.number(),
      basin: z.string().nullable(),
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

/** What of a value of a point is shown on a map. */
export interface ShownValue {
  readonly metric: string;
  readonly value: number;
  readonly measured_at: string;
}

/** What of a point's JSON a map is made from. */
interface ShownPoint {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly latest: readonly ShownValue[];
  readonly worst_alarm: { readonly id: string; readonly rule_id: string; readonly severity: Severity } | null;
}

/** Items that a view gives at a time. */
const pageLength = 1_000;

/** @param point as `Views.points` gives it. */
export function pointFeature(point: Json) {
  const { lon, lat, latest, worst_alarm: worst, ...fields } = point as unknown as ShownPoint;
  // Instants of one form are in the order of their texts; of two devices the newer says how it is.
  const rising = latest.toSorted((a, b) => (a.measured_at < b.measured_at ? -1 : 1));
  return {
    type: 'Feature',
    id: fields.id,
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: {
      ...Object.fromEntries(rising.map(({ metric, value }) => [metric, value])),
      // After the metrics, whose names devices choose.
      ...fields,
      measured_at: rising.at(-1)?.measured_at ?? null,
      severity: worst?.severity ?? null,
      alarm_id: worst?.id ?? null,
      rule_id: worst?.rule_id ?? null,
    },
  };
}

/** All points that match, written page by page, so that thousands of them hold nobody else up. */
export async function pointCollectionText(
  views: Pick<Views, 'points'>,
  filter: Pick<PointFilter, 'kind' | 'basin'>,
): Promise<string> {
  const features: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await views.points({ ...filter, limit: pageLength, cursor });
    for (const point of page.items) features.push(JSON.stringify(pointFeature(point)));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
}
