// MQTT accounts of integrations and readers: which filters they may publish to and read, and a secret shown once.

import { z } from 'zod';
import { saying } from '../../core/issue-words.ts';
import { idSchema } from '../../core/registry.ts';
import { actorOf } from '../access.ts';
import { listOf, pageOfWhole, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { conflict, found } from '../problem.ts';
import { noQuery, pageFields } from '../request-fields.ts';
import { runCommand } from '../run-command.ts';
import { withoutSecrets } from '../without-secrets.ts';

const noFilter = {
  zh: '应为 MQTT 主题过滤器：+ 独占一级，# 独占最后一级',
  en: 'must be an MQTT topic filter: + alone in its level, # alone in the last one',
};

const tags = ['accounts'];

/** A topic filter of MQTT 3.1.1, section 4.7: `+` alone in its level, `#` alone in the last one. */
const topicFilter = /^(?:(?:\+|[^+#/\p{Cc}]*)\/)*(?:\+|#|[^+#/\p{Cc}]*)$/u;

const filtersField = z
  .array(
    z
      .string()
      .min(1)
      .max(1_000)
      .refine((text) => topicFilter.test(text), saying(noFilter)),
  )
  .max(100)
  .default([]);

const accountFields = {
  publish: filtersField.describe('Filters that it may publish to'),
  subscribe: filtersField.describe('Filters that it may read'),
};
const nameParams = z.strictObject({ name: z.string().max(200) });

const accountAnswer = z
  .object({ name: z.string(), publish: z.array(z.string()), subscribe: z.array(z.string()) })
  .meta({ id: 'Account' });

export function accountRoutes(api: ApiApp, options: ApiOptions): void {
  const { engine, views, credentials } = options;
  const knownAccount = (name: string) => found(credentials.account(name) ?? null, 'account', name);

  api.get(
    '/accounts',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'MQTT accounts',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(shown(accountAnswer)) },
      },
    },
    async ({ query }) => pageOfWhole((await views.accounts()).map(withoutSecrets), query),
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
        body: z.strictObject({ name: idSchema, ...accountFields }),
        response: { 201: accountAnswer.extend({ secret: z.string() }) },
      },
    },
    async (request, reply) => {
      const { name, publish, subscribe } = request.body;
      if (credentials.account(name) !== undefined) {
        throw conflict({
          zh: `已有账号 ${name}，请换一个名称。`,
          en: `There is an account ${name} already. Choose another name.`,
        });
      }
      const secret = options.newSecret();
      const account = { name, publish, subscribe, secretHash: options.hashSecret(secret) };
      await runCommand(engine, 'account.put', actorOf(request), account);
      return reply.code(201).send({ name, publish, subscribe, secret });
    },
  );

  api.put(
    '/accounts/:name',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change what an MQTT account may publish and read',
        description: 'What it subscribed to before stays until it connects anew.',
        params: nameParams,
        querystring: noQuery,
        body: z.strictObject(accountFields),
        response: { 200: accountAnswer },
      },
    },
    async (request) => {
      const { publish, subscribe } = request.body;
      const account = { ...knownAccount(request.params.name), publish, subscribe };
      await runCommand(engine, 'account.put', actorOf(request), account);
      return { name: account.name, publish, subscribe };
    },
  );

  api.delete(
    '/accounts/:name',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Delete an MQTT account',
        description: 'Whoever is connected with it is cut off.',
        params: nameParams,
        querystring: noQuery,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await runCommand(engine, 'account.delete', actorOf(request), request.params);
      return reply.code(204).send(null);
    },
  );

  api.post(
    '/accounts/:name/secret',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Give an MQTT account a new secret',
        description: 'Shown this once. Whoever is connected with the old one is cut off.',
        params: nameParams,
        querystring: noQuery,
        response: { 200: accountAnswer.extend({ secret: z.string() }) },
      },
    },
    async (request) => {
      const { name, publish, subscribe } = knownAccount(request.params.name);
      const secret = options.newSecret();
      const account = { name, publish, subscribe, secretHash: options.hashSecret(secret) };
      await runCommand(engine, 'account.put', actorOf(request), account);
      return { name, publish, subscribe, secret };
    },
  );
}
