// MQTT accounts of integrations and readers: which filters they may publish to and read, and a secret shown once.
import { z } from 'zod';
import { idSchema } from '../../core/registry.ts';
import { actorOf } from '../access.ts';
import { listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { conflict } from '../problem.ts';
import { noQuery } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';
import { withoutSecrets } from '../without-secrets.ts';

const tags = ['accounts'];

/** A topic filter of MQTT 3.1.1, section 4.7: `+` alone in its level, `#` alone in the last one. */
const topicFilter = /^(?:(?:\+|[^+#/\p{Cc}]*)\/)*(?:\+|#|[^+#/\p{Cc}]*)$/u;

const filtersField = z
  .array(
    z
      .string()
      .min(1)
      .max(1_000)
      .regex(topicFilter, 'must be an MQTT topic filter: + alone in its level, # alone in the last one'),
  )
  .max(100)
  .default([]);

const accountAnswer = z
  .object({ name: z.string(), publish: z.array(z.string()), subscribe: z.array(z.string()) })
  .meta({ id: 'Account' });

export function accountRoutes(api: ApiApp, options: ApiOptions): void {
  const { engine, views, credentials } = options;

  api.get(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'MQTT accounts',
        querystring: noQuery,
        response: { 200: listOf(shown(accountAnswer)) },
      },
    },
    async () => wholeList((await views.accounts()).map(withoutSecrets)),
  );

  api.post(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Add an MQTT account',
        description: 'The secret is shown this once.',
        querystring: noQuery,
        body: z.strictObject({
          name: idSchema,
          publish: filtersField.describe('Filters that it may publish to'),
          subscribe: filtersField.describe('Filters that it may read'),
        }),
        response: { 201: accountAnswer.extend({ secret: z.string() }) },
      },
    },
    async (request, reply) => {
      const { name, publish, subscribe } = request.body;
      if (credentials.account(name) !== undefined) {
        throw conflict(`There is an account ${name} already. Choose another name.`);
      }
      const secret = options.newSecret();
      const account = { name, publish, subscribe, secretHash: options.hashSecret(secret) };
      await runCommand(engine, 'account.put', actorOf(request), account);
      return reply.code(201).send({ name, publish, subscribe, secret });
    },
  );
}
