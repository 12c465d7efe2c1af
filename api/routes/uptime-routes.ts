// How long devices were up, of each device, profile or unit that answers for them.
import { z } from 'zod';
import { uptimeGroups, uptimeRowsMax } from '../../core/figure-requests.ts';
import { dayMs } from '../../core/time.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { invalid } from '../problem.ts';
import { endsTooEarly, instantField } from '../request-fields.ts';

const seconds = z.number().min(0);

const uptimeAnswer = shown(
  z
    .object({
      from: instantAnswer,
      to: instantAnswer.describe('As asked for, or when the hub last knew'),
      group: z.enum(uptimeGroups),
      total: z.number().int().describe('How many there are, also where only the worst were asked for'),
      items: z.array(
        z.object({
          id: z.string().nullable().describe('Device, profile or unit; `null` for devices without one'),
          devices: z.number().int(),
          uptime: z.number().min(0).max(1).nullable().describe('up / (up + down)'),
          up_s: seconds,
          down_s: seconds,
          excluded_s: seconds.describe(
            'Planned work, outages of the path, the hub’s own absence, not yet heard',
          ),
          failures: z.number().int(),
          repairs: z.number().int(),
          mean_time_to_repair_s: seconds.nullable(),
        }),
      ),
    })
    .meta({ id: 'Uptime' }),
);

/** Days back where no beginning is given. */
const usualDays = 30;

export function uptimeRoutes(api: ApiApp, { views, now }: ApiOptions): void {
  api.get(
    '/uptime',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['devices'],
        summary: 'Availability of devices between two instants',
        description: 'Planned work, outages of gateway or area and the hub’s own downtime are taken out.',
        querystring: z.strictObject({
          from: instantField.optional().describe(`Unless given, ${usualDays} days before \`to\``),
          to: instantField.optional().describe('Unless given, now'),
          group: z.enum(uptimeGroups).default('device'),
          worst: z.coerce
            .number()
            .int()
            .min(1)
            .max(uptimeRowsMax)
            .optional()
            .describe(
              `Only so many, those that were up least first; unless given all, where they are no more than ${uptimeRowsMax}`,
            ),
        }),
        response: { 200: uptimeAnswer },
      },
    },
    async ({ query }) => {
      const { group, worst, to = now() } = query;
      const from = query.from ?? to - usualDays * dayMs;
      if (to <= from) throw invalid('to', endsTooEarly);
      return views.uptime({ from, to, group, worst });
    },
  );
}
