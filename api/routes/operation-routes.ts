// What operations look after: where every message went.
import { z } from 'zod';
import { ageS, type OutletDesk } from '../../core/outlet.ts';
import type { Json } from '../../core/ports.ts';
import type { EpochMs } from '../../core/time.ts';
import { instantAnswer, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { withDataAge } from '../data-age.ts';
import { found } from '../problem.ts';
import { filterField } from '../request-fields.ts';

const tags = ['operations'];
const count = z.number().int();

const accountingAnswer = shown(
  z
    .looseObject({
      messages: z
        .looseObject({
          received: count,
          acknowledged: count,
          stored: count,
          duplicate: count,
          quarantined: count,
        })
        .describe('received = stored + duplicate + quarantined'),
      readings: z.looseObject({ stored: count, duplicate: count, late: count }),
      evaluated: count,
      missing: count.describe('Numbers left out in `seq`'),
      newest_reading_at: instantAnswer
        .nullable()
        .optional()
        .describe('Of one device: when that was measured'),
      data_age_s: z.number().nullable().optional().describe('How long ago that is'),
      outlets: z.record(
        z.string(),
        z.looseObject({ sent: count, pending: count, oldest_pending_s: z.number().nullable() }),
      ),
      broker: z.record(z.string(), z.number()).optional().describe('The broker’s own counters'),
    })
    .meta({ id: 'Accounting' }),
);

/** How each outlet stands, by name, for the accounting. */
function outletCounts(outlets: OutletDesk, now: EpochMs): Json {
  const counts = outlets.states().map((state) => {
    const { name, sent, pending, oldestPendingAt, dead } = state;
    return [name, { sent, pending, oldest_pending_s: ageS(oldestPendingAt, now), dead }];
  });
  return Object.fromEntries(counts);
}

export function operationRoutes(api: ApiApp, { views, brokerCounters, outlets, now }: ApiOptions): void {
  api.get(
    '/accounting',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'What became of every message, of one device or of all',
        querystring: z.strictObject({ device_id: filterField.optional() }),
        response: { 200: accountingAnswer },
      },
    },
    async ({ query: { device_id: deviceId } }) => {
      if (deviceId !== undefined) {
        found(await views.device(deviceId), 'device', deviceId);
        return withDataAge(await views.accounting(deviceId), now());
      }
      return {
        ...(await views.accounting(null)),
        ...(outlets === undefined ? {} : { outlets: outletCounts(outlets, now()) }),
        ...(brokerCounters === undefined ? {} : { broker: brokerCounters() }),
      };
    },
  );
}
