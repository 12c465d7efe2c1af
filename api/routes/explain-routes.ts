// Why the rules of a point are or are not in alarm, now or at a moment of the past that is kept.

import { z } from 'zod';
import { named } from '../../core/thing-names.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { nothingFound, Problem } from '../problem.ts';
import { filterField, instantField } from '../request-fields.ts';

const progress = z.object({ have: z.number(), need: z.number() });
const label = z.object({ zh: z.string(), en: z.string() });

const explanationAnswer = shown(
  z
    .looseObject({
      point_id: z.string(),
      at: instantAnswer,
      position: z.number().int().describe('Of the last record that had come in'),
      in_alarm: z.boolean(),
      devices: z.array(z.looseObject({ device_id: z.string(), status: z.string() })),
      permit: z
        .looseObject({ id: z.string(), from: instantAnswer, until: instantAnswer, reason: z.string() })
        .nullable()
        .describe('To open its covers'),
      rules: z.array(
        z.looseObject({
          rule_id: z.string(),
          rule_version: z.number().int(),
          device_id: z.string().nullable(),
          state: z.enum(['in_alarm', 'waiting', 'clear', 'no_reading', 'not_watching', 'disabled']),
          in_alarm: z.boolean(),
          reason: z.string(),
          words: label,
          settings: z.record(z.string(), z.unknown()),
          timers: z.array(
            z.looseObject({
              name: z.string(),
              severity: z.string().nullable(),
              samples: progress.nullable(),
              seconds: progress.nullable(),
              due_at: instantAnswer.nullable(),
            }),
          ),
          samples: z.array(
            z.object({ measured_at: instantAnswer, value: z.number(), flags: z.array(z.string()) }),
          ),
          alarm: z.looseObject({ id: z.string() }).nullable(),
        }),
      ),
    })
    .meta({ id: 'PointExplanation' }),
);

export function explainRoutes(api: ApiApp, { history, now }: ApiOptions): void {
  api.get(
    '/explain',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['rules'],
        summary: 'For each rule of a point: its state at a moment, and why it was or was not in alarm',
        description:
          'Rebuilt from the journal by the same fold that decided then; any moment within SLUICE_RETENTION, now where `at` is absent.',
        querystring: z.strictObject({ point_id: filterField, at: instantField.optional() }),
        response: { 200: explanationAnswer },
      },
    },
    async ({ query: { point_id: pointId, at = now() } }) => {
      if (at > now()) {
        const detail = {
          zh: 'at 在将来；请查询现在或过去的时刻',
          en: 'at lies in the future; ask for now or for a moment that was',
        };
        throw new Problem({ status: 400, code: 'bad_request', detail, members: { field: 'at' } });
      }
      const explained = await history.explain(pointId, at);
      if (explained !== null) return explained;
      const { zh, en } = named('point', pointId);
      throw nothingFound({ zh: `当时的${zh}`, en: `${en} at that time` });
    },
  );
}
