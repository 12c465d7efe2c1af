// Work permits: who may open a point's covers, and when. Covers that move then raise no alarm.
import { z } from 'zod';
import { actorOf } from '../access.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { invalid } from '../problem.ts';
import { idParams, instantField, noQuery, optionalField } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const permitBody = z.strictObject({
  from: optionalField(instantField).describe('When the work begins; now where absent'),
  until: instantField.nullable().describe('When the work ends; `null` ends the permit now'),
  reason: optionalField(z.string().trim().max(1_000)),
});

const permitAnswer = shown(
  z
    .looseObject({
      point_id: z.string(),
      permit: z
        .looseObject({ id: z.string(), from: instantAnswer, until: instantAnswer, reason: z.string() })
        .nullable(),
    })
    .meta({ id: 'Permit' }),
);

export function permitRoutes(api: ApiApp, { engine }: ApiOptions): void {
  api.post(
    '/points/:id/permit',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['points'],
        summary: "Give or end a work permit for a point's covers",
        description:
          'While it lasts, displacement alarms of the point are suppressed; afterwards the covers are taken to lie where they belong.',
        params: idParams,
        querystring: noQuery,
        body: permitBody,
        response: { 200: permitAnswer },
      },
    },
    async (request) => {
      const { id: pointId } = request.params;
      const { from, until, reason = '' } = request.body;
      if (until !== null && reason === '') {
        throw invalid('reason', {
          zh: '请在 reason 中说明在该点位做什么，其他人会看到。',
          en: 'Say in "reason" what is done at the point: others see it.',
        });
      }
      const body = { pointId, from: from ?? null, until, reason };
      return answeredJson(await runCommand(engine, 'point.permit', actorOf(request), body));
    },
  );
}
