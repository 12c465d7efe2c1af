// Outages: many devices silent at once because of what they share.
import { z } from 'zod';
import { outageKinds } from '../../core/outage.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { flagField, pageFields } from '../request-fields.ts';

const outageAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      kind: z.enum(outageKinds),
      subject: z.string().describe('Gateway, basin or profile; empty for the whole network'),
      last_heard_at: instantAnswer.describe('The last message of any of its devices before'),
      detected_at: instantAnswer,
      ended_at: instantAnswer.nullable(),
      devices: z.number().int().describe('Devices whose silence it explains'),
      silent: z.number().int(),
      heard: z.number().int(),
      alarm_id: z.string().nullable(),
    })
    .meta({ id: 'Outage' }),
);

export function outageRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/outages',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['devices'],
        summary: 'Outages of gateways and areas, newest first',
        description: 'The devices of one are those of `GET /devices?outage_id=`.',
        querystring: z.strictObject({ open: flagField.optional(), ...pageFields }),
        response: { 200: listOf(outageAnswer) },
      },
    },
    async ({ query }) => listAnswer(await views.outages({ open: query.open, ...pageRequest(query) })),
  );
}
