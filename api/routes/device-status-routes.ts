// How many devices are how, and how one was in the past.
import { z } from 'zod';
import { deviceStatuses, statusReasons } from '../../core/effects.ts';
import { dayMs } from '../../core/time.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { deviceChoice, deviceChoiceFields } from '../device-choice.ts';
import { found, invalid } from '../problem.ts';
import { endsTooEarly, idParams, instantField } from '../request-fields.ts';

const tags = ['devices'];
const count = z.number().int();

const countsAnswer = shown(
  z
    .object({
      total: count,
      by_status: z.record(z.enum(deviceStatuses), count),
      by_reason: z.record(z.string(), count).describe('Reasons that no device has are left out'),
    })
    .meta({ id: 'DeviceCounts' }),
);

const spanAnswer = shown(
  z
    .object({
      from: instantAnswer,
      to: instantAnswer,
      condition: z
        .enum(['up', 'down', 'excluded'])
        .describe('`excluded`: planned work, or nobody could know'),
      reason: z.enum(statusReasons),
    })
    .meta({ id: 'StatusSpan' }),
);

const periodMs = 30 * dayMs;

export function deviceStatusRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  api.get(
    '/device-counts',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'How many devices have each status, and each reason for it',
        querystring: z.strictObject(deviceChoiceFields),
        response: { 200: countsAnswer },
      },
    },
    async ({ query }) => views.deviceCounts(deviceChoice(query)),
  );

  api.get(
    '/devices/:id/status-history',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'When a device was up, down or neither, and why; oldest first',
        params: idParams,
        querystring: z.strictObject({
          from: instantField.optional().describe('30 days before `to` unless given'),
          to: instantField.optional().describe('Now unless given'),
        }),
        response: { 200: listOf(spanAnswer) },
      },
    },
    async ({ params: { id: deviceId }, query }) => {
      const to = query.to ?? now();
      const from = query.from ?? to - periodMs;
      if (to <= from) throw invalid('to', endsTooEarly);
      found(await views.device(deviceId), 'device', deviceId);
      return wholeList(await views.statusHistory({ deviceId, from, to }));
    },
  );
}
