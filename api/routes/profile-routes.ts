// Device profiles in force, and onboarding by example: what one pasted message of a device says about it, and the
// profile that is written for it.

import { z } from 'zod';
import type { Language } from '../../core/label.ts';
import type { YamlMistake } from '../../core/yaml-mistakes.ts';
import { actorOf } from '../access.ts';
import { listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, Problem } from '../problem.ts';
import { idParams, noQuery, optionalField } from '../request-fields.ts';
import { speak } from '../request-language.ts';
import { runCommand } from '../run-command.ts';
import { withReasonsIn } from '../told-reasons.ts';

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

const mistake = z.object({
  line: z.number().int().describe('From 1'),
  key: z.string(),
  mend: z.string().describe('What is wrong and what to write instead'),
});

const checkAnswer = shown(
  z
    .looseObject({
      mistakes: z.array(mistake),
      readings: readings.describe('What it makes of the message'),
      reasons: z.array(z.object({ reason: z.string(), detail: z.string() })).describe('What it cannot use'),
    })
    .meta({ id: 'ProfileCheck' }),
);

const profileText = z.string().min(1).max(200_000).describe('The file, as `sluice profiles check` takes it');
const profileId = z.string().max(100).describe('`{vendor}-{model}` in small letters and digits');

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

export function profileRoutes(api: ApiApp, { views, engine, onboarding }: ApiOptions): void {
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
    async (request, reply) => {
      const { text, topic } = pasted(request.body);
      const proposal = await onboarding.propose(text, request.query.topic ?? topic);
      return withReasonsIn(speak(reply), proposal);
    },
  );

  api.post(
    '/profiles/check',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'What is wrong with a profile file, and what it makes of a message',
        description: 'Nothing is stored. Its examples are tried too.',
        querystring: noQuery,
        body: z.strictObject({
          id: profileId,
          text: profileText,
          message: optionalField(message).describe('As for `POST /profiles/propose`'),
          topic: optionalField(z.string()),
        }),
        response: { 200: checkAnswer },
      },
    },
    async ({ body: { id, text, message: example, topic } }, reply) => {
      const given = example === undefined ? null : pasted(example);
      const message = given === null ? null : { text: given.text, topic: topic ?? given.topic };
      const checked = await onboarding.checkProfile({ id, text }, message);
      const language = speak(reply);
      const mistakes = mistakesIn(language, checked.mistakes as readonly YamlMistake[]);
      return { ...withReasonsIn(language, checked), mistakes };
    },
  );

  api.put(
    '/profiles/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Keep a profile file and put it in force, live without a restart',
        description:
          'The file lies in the data folder’s `profiles/` and stands before one of its name of the release. A 422 ' +
          'with `mistakes` where it cannot be used.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({ text: profileText }),
        response: { 200: profileAnswer },
      },
    },
    async (request) => {
      const { id } = request.params;
      const saved = await onboarding.saveProfile({ id, text: request.body.text });
      if (!saved.ok) throw unusable(saved.error);
      await runCommand(engine, 'profile.put', actorOf(request), { profile: saved.value });
      return found((await views.profiles()).find((profile) => profile.id === id) ?? null, 'profile', id);
    },
  );
}

function mistakesIn(language: Language, mistakes: readonly YamlMistake[]) {
  return mistakes.map((mistake) => ({ ...mistake, mend: mistake.mend[language] }));
}

function unusable(mistakes: readonly YamlMistake[]): Problem {
  const [first] = mistakes;
  const { length: count } = mistakes;
  return new Problem({
    ...{ status: 422, code: 'invalid' },
    detail: {
      zh: `型号文件有 ${count} 处错误，第一处在第 ${first?.line} 行：${first?.key} ${first?.mend.zh}。`,
      en: `The profile has ${count} mistakes, the first in line ${first?.line}: ${first?.key} ${first?.mend.en}.`,
    },
    members: (language) => ({ mistakes: mistakesIn(language, mistakes) }),
  });
}
