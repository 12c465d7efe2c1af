// Device profiles in force, and onboarding by example: what one pasted message of a device says about it.
import { z } from 'zod';
import { listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { noQuery, optionalField } from '../request-fields.ts';

const tags = ['profiles'];

const profileAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      label: z.object({ zh: z.string(), en: z.string() }),
      vendor: z.string().nullable(),
      model: z.string().nullable(),
      interval_s: z.number(),
      primary_metric: z.string(),
      metrics: z.array(z.object({ metric: z.string(), unit: z.string() })),
      has_codec: z.boolean(),
    })
    .meta({ id: 'Profile' }),
);

const readings = z.array(
  z.object({
    metric: z.string(),
    value: z.number(),
    unit: z.string(),
    measured_at: z.iso.datetime().nullable(),
  }),
);

const proposalAnswer = shown(
  z
    .looseObject({
      format: z.string().nullable().describe('chirpstack, things-stack, native, thingsboard, senml or null'),
      topic: z.string().describe('As given, or the one that it was most likely published on'),
      dev_eui: z.string().nullable(),
      profiles: z
        .array(
          z.looseObject({ id: z.string(), by: z.enum(['fields', 'bytes']), named: z.boolean(), readings }),
        )
        .describe('That read it, best first'),
      mapping: z
        .looseObject({ unmapped: z.array(z.string()), profile_file: z.string().nullable() })
        .nullable()
        .describe('From names and units, with a profile file to begin with'),
      readings: readings.describe('What the first profile, the mapping or the message itself gives'),
      reasons: z.array(z.object({ reason: z.string(), detail: z.string() })),
    })
    .meta({ id: 'Proposal' }),
);

const jsonObject = z.record(z.string(), z.unknown());
const message = z.union([jsonObject, z.array(z.unknown()), z.string().min(1)]);

/** The message itself, or an object of nothing but `payload` and `topic`. */
function pasted(body: z.infer<typeof message>): { readonly text: string; readonly topic: string | null } {
  const wrapped = jsonObject.safeParse(body).data;
  const isWrapped =
    wrapped?.payload !== undefined &&
    Object.keys(wrapped).every((key) => key === 'payload' || key === 'topic');
  const payload = isWrapped ? wrapped.payload : body;
  const topic = isWrapped && typeof wrapped.topic === 'string' ? wrapped.topic : null;
  return { text: typeof payload === 'string' ? payload : JSON.stringify(payload), topic };
}

export function profileRoutes(api: ApiApp, { views, onboarding }: ApiOptions): void {
  api.get(
    '/profiles',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The device profiles in force',
        querystring: noQuery,
        response: { 200: listOf(profileAnswer) },
      },
    },
    async () => wholeList(await views.profiles()),
  );

  api.post(
    '/profiles/propose',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'What a message says about its device: format, profiles that read it, readings',
        description:
          'The body is one raw message as the network server or device publishes it, or `{"topic","payload"}` with ' +
          'the topic that it was published on. Nothing is stored.',
        querystring: z.strictObject({ topic: optionalField(z.string()).describe('Instead of guessing it') }),
        body: message,
        response: { 200: proposalAnswer },
      },
    },
    async (request) => {
      const { text, topic } = pasted(request.body);
      return onboarding.propose(text, request.query.topic ?? topic);
    },
  );
}
