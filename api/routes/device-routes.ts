// Devices: their state as operations see it, a new secret, planned work.
import { z } from 'zod';
import { deviceOrders } from '../../core/device-choice.ts';
import { batteryTrends, deviceStatuses, statusReasons } from '../../core/effects.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, latestAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { withDataAge } from '../data-age.ts';
import { deviceChoice, deviceChoiceFields } from '../device-choice.ts';
import { found, invalid } from '../problem.ts';
import { idParams, instantField, noQuery, optionalField, pageFields } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';

const tags = ['devices'];

const share = z.number().min(0).max(1).nullable().describe('0 to 1');

const deviceAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      profile: z.string(),
      point_id: z.string().nullable(),
      point_name: z.string().nullable(),
      status: z.enum(deviceStatuses),
      status_reason: z.enum(statusReasons).describe('What the hub knows, or who kept it from knowing'),
      outage_id: z.string().nullable().describe('The outage that explains its silence'),
      status_since: instantAnswer.nullable(),
      last_seen_at: instantAnswer.nullable(),
      interval_s: z.number().nullable().describe('As the registry or the profile says'),
      expected_interval_s: z.number().nullable().describe('As learned, where that differs'),
      battery_v: z.number().nullable(),
      battery_pct: z.number().nullable(),
      rssi_dbm: z.number().nullable(),
      newest_reading_at: instantAnswer.nullable().describe('When its newest reading was measured'),
      data_age_s: z.number().nullable().describe('How long ago that is'),
      battery_trend: z.enum(batteryTrends).describe('`flat`: nothing can be foretold from it'),
      battery_empty_at: instantAnswer.nullable().describe('As foretold from its daily lows'),
      uptime_24h: share,
      uptime_30d: share,
    })
    .meta({ id: 'Device' }),
);

const deviceWithLatest = shown(
  z
    .looseObject({
      id: z.string(),
      latest: z.array(latestAnswer).describe('The newest value of each metric'),
    })
    .meta({ id: 'DeviceWithLatest', description: 'A device, and the newest values of its metrics' }),
);

const maintenanceBody = z.strictObject({
  until: instantField.nullable().describe('When the work ends; `null` ends it now'),
  reason: optionalField(z.string().trim().max(1_000)),
});

export function deviceRoutes(api: ApiApp, options: ApiOptions): void {
  const { engine, views, now } = options;

  api.get(
    '/devices',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Devices and how they are',
        querystring: z.strictObject({
          status: z.enum(deviceStatuses).optional(),
          ...deviceChoiceFields,
          order: z
            .enum(deviceOrders)
            .optional()
            .describe(
              'By id unless given; `silence`: offline, late and unknown ones first, each longest unheard first; `battery`: empty soonest first',
            ),
          ...pageFields,
        }),
        response: { 200: listOf(deviceAnswer) },
      },
    },
    async ({ query }) => {
      const { status, order } = query;
      const page = await views.devices({ status, order, ...deviceChoice(query), ...pageRequest(query) });
      return listAnswer({ ...page, items: page.items.map((item) => withDataAge(item, now())) });
    },
  );

  async function device(id: string) {
    return withDataAge(found(await views.device(id), 'device', id), now());
  }

  api.get(
    '/devices/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A device',
        params: idParams,
        querystring: noQuery,
        response: { 200: deviceWithLatest },
      },
    },
    ({ params }) => device(params.id),
  );

  api.post(
    '/devices/:id/secret',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Give a device a new secret',
        description: 'The secret is shown this once; the one before is void.',
        params: idParams,
        querystring: noQuery,
        response: { 200: z.object({ device_id: z.string(), secret: z.string() }) },
      },
    },
    async (request) => {
      const { id: deviceId } = request.params;
      const secret = options.newSecret();
      const body = { deviceId, secretHash: options.hashSecret(secret) };
      await runCommand(engine, 'device.secret', actorOf(request), body);
      return { device_id: deviceId, secret };
    },
  );

  api.post(
    '/devices/:id/maintenance',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Begin or end planned work on a device',
        description: 'While it lasts the device raises no alarm and its uptime is not counted.',
        params: idParams,
        querystring: noQuery,
        body: maintenanceBody,
        response: { 200: deviceAnswer },
      },
    },
    async (request) => {
      const { id: deviceId } = request.params;
      const { until, reason = '' } = request.body;
      if (until !== null && reason === '') {
        throw invalid('reason', {
          zh: '请在 reason 中说明对该设备做什么，其他人会看到。',
          en: 'Say in "reason" what is done at the device: others see it.',
        });
      }
      await runCommand(engine, 'device.maintenance', actorOf(request), { deviceId, until, reason });
      return device(deviceId);
    },
  );
}
