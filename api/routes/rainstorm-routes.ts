// The rainstorm page in one answer: the mode, the flood points by how bad they are, the basins, what is held back.
import { z } from 'zod';
import { deviceStatuses } from '../../core/effects.ts';
import { severitySchema } from '../../core/severity.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { noQuery, pageFields } from '../request-fields.ts';

const stormAnswer = z.looseObject({
  id: z.string().describe('Alarms that it holds back have this as `suppressed_by`'),
  trigger: z.enum(['rain', 'floods']),
  began_at: instantAnswer,
  calm_since: instantAnswer
    .nullable()
    .describe('It ends when this has lasted for `calm_minutes` of the rule'),
  ended_at: instantAnswer.nullable(),
  hastened: z.number().int().describe('Gauges told to report faster'),
});

const pastStormAnswer = shown(
  stormAnswer
    .extend({
      alarms: z.number().int().describe('Active while it lasted'),
      cases: z.number().int().describe('To which these alarms belong'),
      flooded_points: z.number().int(),
      deepest_mm: z.number().nullable(),
    })
    .meta({ id: 'Rainstorm' }),
);

const millimetres = z.number().nullable();

const rainstormAnswer = shown(
  z
    .looseObject({
      active: z.boolean(),
      current: stormAnswer.nullable(),
      last_ended: stormAnswer.nullable(),
      points: z
        .array(
          z.looseObject({
            rank: z.number().int(),
            point_id: z.string(),
            name: z.string(),
            basin: z.string().nullable(),
            road_class: z.string().nullable(),
            depth_mm: millimetres.describe('At the gauge; `null` where no reading can be trusted'),
            low_point_depth_mm: millimetres.describe('At the lowest place of the road'),
            rise_mm: millimetres.describe('In the last `rise_minutes`'),
            rise_minutes: z.number(),
            measured_at: instantAnswer.nullable(),
            flags: z.array(z.string()),
            device_id: z.string().nullable(),
            device_status: z.enum(deviceStatuses).nullable(),
            severity: severitySchema.nullable(),
            alarm_id: z.string().nullable(),
          }),
        )
        .describe('By depth, then rise, then class of the road'),
      basins: z.array(
        z.looseObject({
          basin: z.string().nullable(),
          severity: severitySchema.nullable(),
          alarms: z.number().int(),
          alarm_ids: z.array(z.string()),
          flood_points: z.number().int(),
          flooded_points: z.number().int(),
          deepest_mm: z.number(),
        }),
      ),
      held: z.looseObject({ count: z.number().int(), by_rule: z.record(z.string(), z.number().int()) }),
    })
    .meta({ id: 'RainstormPage' }),
);

export function rainstormRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/rainstorm',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['alarms'],
        summary: 'The rainstorm mode, flood points ranked, alarms by basin',
        description:
          'When the mode begins and ends, and what it holds back, is said by rule `rainstorm-mode`.',
        querystring: noQuery,
        response: { 200: rainstormAnswer },
      },
    },
    () => views.rainstorm(),
  );

  api.get(
    '/rainstorms',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['alarms'],
        summary: 'Rainstorms, newest first, with what came of each',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(pastStormAnswer) },
      },
    },
    async ({ query }) => listAnswer(await views.rainstorms(pageRequest(query))),
  );
}
