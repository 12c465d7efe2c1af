// The course of one metric of one device, thinned for a chart without losing a peak.
import { z } from 'zod';
import { unitOf } from '../../core/metric.ts';
import { dayMs } from '../../core/time.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, Problem } from '../problem.ts';
import { filterField, instantField } from '../request-fields.ts';

const readingsAnswer = z
  .object({
    device_id: z.string(),
    metric: z.string(),
    unit: z.string(),
    points: z
      .array(z.tuple([z.number(), z.number()]).readonly())
      .readonly()
      .describe('Epoch ms and value, rising in time'),
    reduced: z.boolean().describe('Only the minima and maxima of equal spans are given'),
  })
  .meta({ id: 'Readings' });

export function readingRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  api.get(
    '/readings',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['readings'],
        summary: 'Readings of one metric of one device',
        querystring: z.strictObject({
          device_id: filterField,
          metric: filterField.describe('Such as `depth_mm`'),
          from: instantField.optional().describe('24 h before `to` unless given'),
          to: instantField.optional().describe('Now unless given'),
          max_points: z.coerce.number().int().min(2).max(10_000).default(1_000).describe('2 to 10000'),
        }),
        response: { 200: readingsAnswer },
      },
    },
    async ({ query }) => {
      const { device_id: deviceId, metric, max_points: maxPoints } = query;
      const to = query.to ?? now();
      const from = query.from ?? Math.max(0, to - dayMs);
      if (from >= to) {
        const detail = {
          zh: 'from 不早于 to，请给出有长度的时段。',
          en: '"from" lies after "to", or at it. Give a span that has a length.',
        };
        throw new Problem({ status: 400, code: 'bad_request', detail, members: { field: 'from' } });
      }
      const { points, reduced } = await views.readings({ deviceId, metric, from, to, maxPoints });
      // No readings may mean no such device; one that reports is known to be there.
      if (points.length === 0) found(await views.device(deviceId), 'device', deviceId);
      return { device_id: deviceId, metric, unit: unitOf(metric), points, reduced };
    },
  );
}
