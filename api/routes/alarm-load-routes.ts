// How many alarms reach people, per day and operator, against what the standards ask for.
import { z } from 'zod';
import { dayMs } from '../../core/time.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { localDays } from '../local-days.ts';
import { invalid } from '../problem.ts';
import { endsTooEarly, instantField } from '../request-fields.ts';

const daysMax = 92;
const defaultDays = 7;
const count = z.number().int();

const loadAnswer = shown(
  z
    .looseObject({
      date: z.string().describe('Local day'),
      from: instantAnswer,
      to: instantAnswer,
      alarms: count.describe('Shown to people for the first time on that day'),
      held_back: count.describe('Came on that day and were never shown: suppressed by design'),
      operators: count.describe('People who acted on alarms that day, at least 1'),
      per_operator_10min: z
        .object({ average: z.number(), most: z.number() })
        .describe('Target: 1 on average, 2 at most'),
      flood_windows: count.describe('Ten minutes with more than 10 alarms for each operator'),
      flood_share: z.number().describe('Share of the day in such floods'),
      chattering: z
        .array(z.object({ rule_id: z.string(), device_id: z.string(), alarms: count }))
        .describe('The same alarm 3 times or more within a minute; target: none'),
      stale: count.describe('Active for over 24 h at the end of the day; target: fewer than 5'),
      by_operator: z.array(
        z.object({
          operator: z.string(),
          acknowledged: count,
          shelved: count,
          unshelved: count,
          commented: count,
          mean_time_to_acknowledge_s: z.number().nullable(),
        }),
      ),
    })
    .meta({ id: 'AlarmLoad' }),
);

export function alarmLoadRoutes(api: ApiApp, { views, now, timezone }: ApiOptions): void {
  api.get(
    '/alarm-load',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['alarms'],
        summary: 'Alarm load per day and operator',
        description: `Figures of ISA-18.2 and EEMUA 191 for each local day; the last ${defaultDays} days by default.`,
        querystring: z.strictObject({ from: instantField.optional(), to: instantField.optional() }),
        response: { 200: listOf(loadAnswer) },
      },
    },
    async ({ query }) => {
      const until = now();
      const to = query.to ?? until;
      const from = query.from ?? to - (defaultDays - 1) * dayMs;
      if (to <= from) throw invalid('to', endsTooEarly);
      if (to - from > daysMax * dayMs) {
        throw invalid('from', { zh: `最多查询 ${daysMax} 天。`, en: `Ask for ${daysMax} days at most.` });
      }
      const days = localDays(from, Math.min(to, until + 1), timezone);
      return wholeList(await views.alarmLoad({ days, now: until }));
    },
  );
}
