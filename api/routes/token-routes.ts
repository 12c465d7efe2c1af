// Tokens of programs: each with a name, a role and an end; shown once, kept as a hash, taken away at any time.
import { z } from 'zod';
import { roles } from '../../core/person.ts';
import { idSchema } from '../../core/registry.ts';
import { dayMs } from '../../core/time.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listOf, pageOfWhole, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { hashApiToken, newApiToken } from '../api-token-secret.ts';
import { checkCrewUnit } from '../crew-unit.ts';
import { instantField, noQuery, pageFields } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['tokens'];
/** How long a token is good for, unless something else is asked for. */
const defaultDays = 365;

const tokenFields = z.object({
  name: z.string(),
  role: z.enum(roles),
  unit_id: z.string().nullable(),
  created_at: instantAnswer,
  created_by: z.string(),
  expires_at: instantAnswer.nullable().describe('`null`: never'),
  revoked_at: instantAnswer.nullable(),
});
const tokenAnswer = shown(tokenFields.meta({ id: 'ApiToken' }));
const newTokenAnswer = shown(
  tokenFields.extend({ token: z.string().describe('Send it as `Authorization: Bearer …`; shown this once') }),
);

export function tokenRoutes(api: ApiApp, { engine, views, now }: ApiOptions): void {
  api.get(
    '/tokens',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Tokens of programs, also those that ended',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(tokenAnswer) },
      },
    },
    async ({ query }) => pageOfWhole(await views.apiTokens(), query),
  );

  api.post(
    '/tokens',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Make a token for a program',
        description:
          'The token is shown this once. What the program does is in the audit log under `token/` and its name. ' +
          'A name is free again once its token was revoked or has expired.',
        querystring: noQuery,
        body: z.strictObject({
          name: idSchema,
          role: z.enum(roles).default('viewer'),
          unit_id: idSchema.nullable().default(null).describe('Whose cases a crew’s program sees'),
          expires_at: instantField
            .nullish()
            .describe(`After ${defaultDays} days unless given; \`null\` for never`),
        }),
        response: { 201: newTokenAnswer },
      },
    },
    async (request, reply) => {
      const { name, role, unit_id: unitId, expires_at: asked } = request.body;
      checkCrewUnit({ role, unitId });
      const expiresAt = asked === undefined ? now() + defaultDays * dayMs : asked;
      const token = newApiToken();
      const wanted = { name, role, unitId, expiresAt, secretHash: hashApiToken(token) };
      const made = answeredJson(await runCommand(engine, 'token.put', actorOf(request), wanted));
      return reply.code(201).send({ ...made, token });
    },
  );

  api.delete(
    '/tokens/:name',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Revoke a token',
        description: 'It opens nothing from now on; the list still shows it.',
        params: z.strictObject({ name: z.string().max(200) }),
        querystring: noQuery,
        response: { 200: tokenAnswer },
      },
    },
    async (request) => {
      const { name } = request.params;
      return answeredJson(await runCommand(engine, 'token.revoke', actorOf(request), { name }));
    },
  );
}
