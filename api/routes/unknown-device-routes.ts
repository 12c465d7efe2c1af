// Devices that messages speak of and nobody registered, and their adoption: one call registers the device and tries
// again what it sent before.
import { z } from 'zod';
import type { ImportReply } from '../../core/commands.ts';
import { type Device, deviceSchema } from '../../core/registry.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { conflict, found, invalid } from '../problem.ts';
import { idParams, noQuery, optionalField, pageFields } from '../request-fields.ts';
import { retryAnswer, retryQuarantine } from '../retry-quarantine.ts';
import { runCommand } from '../run-command.ts';

const tags = ['registry'];

const count = z.number().int();

const unknownDeviceAnswer = shown(
  z
    .looseObject({
      id: z.string().describe('Its EUI where the network server tells it, else its id there'),
      dev_eui: z.string().nullable(),
      format: z.string().describe('chirpstack, things-stack, native, thingsboard or senml'),
      by: z.string().describe('The account, device or source that sent the last message'),
      messages: count.describe('That named it'),
      waiting: count.describe('Of these, still in quarantine'),
      first_seen_at: instantAnswer,
      last_seen_at: instantAnswer,
      example: z
        .looseObject({
          id: z.string().describe('In quarantine'),
          topic: z.string(),
          received_at: instantAnswer,
          payload: z.string().nullable().describe('As text; `null` where it is none'),
          payload_base64: z.string(),
        })
        .nullable()
        .describe('The last message that measured something, for `POST /profiles/propose`'),
    })
    .meta({ id: 'UnknownDevice' }),
);

const idField = deviceSchema.shape.id;
const lengthField = optionalField(z.number());

const adoptBody = z.strictObject({
  profile: z.string().min(1),
  device_id: optionalField(idField).describe('Its own where absent'),
  point_id: optionalField(idField),
  interval_s: optionalField(z.number().positive()).describe("The profile's where absent"),
  gateway: optionalField(z.string().max(200)),
  mount_height_mm: lengthField,
  zero_offset_mm: lengthField,
  low_point_delta_mm: lengthField,
  baseline_tilt_deg: lengthField,
  retry: z.boolean().default(true).describe('Whether what it sent before is tried again'),
});

const adoptAnswer = z
  .object({
    device: shown(z.looseObject({ id: z.string(), profile: z.string() })),
    secret: z
      .string()
      .nullable()
      .describe('With which it logs in, shown this once; `null` behind a network server'),
    retried: retryAnswer.nullable(),
  })
  .meta({ id: 'Adoption' });

/** Their devices log in at the network server, not here. */
const serverFormats: ReadonlySet<unknown> = new Set(['chirpstack', 'things-stack']);

export function unknownDeviceRoutes(api: ApiApp, options: ApiOptions): void {
  const { engine, views } = options;

  api.get(
    '/unknown-devices',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Devices that messages speak of and nobody registered; last heard first',
        description: 'At most 500 for each account that sends; those heard seldom and long ago make room.',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(unknownDeviceAnswer) },
      },
    },
    async ({ query }) => listAnswer(await views.unknownDevices(pageRequest(query))),
  );

  const unknown = async (id: string) => found(await views.unknownDevice(id), 'unknown device', id);

  api.get(
    '/unknown-devices/:id',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'An unknown device',
        params: idParams,
        querystring: noQuery,
        response: { 200: unknownDeviceAnswer },
      },
    },
    ({ params }) => unknown(params.id),
  );

  api.post(
    '/unknown-devices/:id/adopt',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Register an unknown device, and try again what it sent before',
        description:
          'What it sent is judged by the time at which it was received: what is old raises no alarm.',
        params: idParams,
        querystring: noQuery,
        body: adoptBody,
        response: { 201: adoptAnswer },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { dev_eui: devEui, format } = await unknown(id);
      const device = adoptedDevice(id, typeof devEui === 'string' ? devEui : null, request.body);
      const secret = options.newSecret();
      const row = { device, secretHash: null, newSecretHash: options.hashSecret(secret) };
      const body = { dryRun: false, partial: false, onlyNew: true, rows: [row] };
      const caller = actorOf(request);
      const { rejected } = (await runCommand(engine, 'devices.import', caller, body)) as ImportReply;
      const [flaw] = rejected;
      if (flaw?.column === 'device_id') {
        const { zh, en } = flaw.reason;
        throw conflict({ zh: `${zh}。请换一个 device_id。`, en: `${en}. Choose another device_id.` });
      }
      if (flaw !== undefined) {
        const { column, reason } = flaw;
        throw invalid(column, { zh: `${column}：${reason.zh}。`, en: `${column}: ${reason.en}.` });
      }
      const retried = request.body.retry ? await retryQuarantine(options, caller, { claimedId: id }) : null;
      reply.code(201);
      return {
        device: found(await views.device(device.id), 'device', device.id),
        secret: serverFormats.has(format) ? null : secret,
        retried,
      };
    },
  );
}

function adoptedDevice(id: string, devEui: string | null, body: z.output<typeof adoptBody>): Device {
  return {
    id: body.device_id ?? id,
    profile: body.profile,
    pointId: body.point_id ?? null,
    intervalS: body.interval_s ?? null,
    devEui,
    gateway: body.gateway ?? null,
    zeroOffsetMm: body.zero_offset_mm ?? null,
    lowPointDeltaMm: body.low_point_delta_mm ?? null,
    mountHeightMm: body.mount_height_mm ?? null,
    baselineTiltDeg: body.baseline_tilt_deg ?? null,
  };
}
