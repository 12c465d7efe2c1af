// What leaves the hub: how each outlet stands, what it could not deliver, and pausing, resuming and retrying it.

import { z } from 'zod';
import { type DeadLetter, type OutletAction, outletActions, outletJson } from '../../core/outlet.ts';
import { formatInstant } from '../../core/time.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found, notFound } from '../problem.ts';
import { noQuery, pageFields } from '../request-fields.ts';
import { speak } from '../request-language.ts';
import { runCommand } from '../run-command.ts';

const tags = ['operations'];
const count = z.number().int();

const outletAnswer = shown(
  z
    .looseObject({
      name: z.string(),
      sent: count.describe('Items delivered ever'),
      pending: count,
      oldest_pending_s: z.number().nullable(),
      dead: count.describe('Items that the far side refused for good'),
      paused: z.boolean(),
      failure: z.string().nullable().describe('Why the last attempt failed; `null` while all goes well'),
      failing_s: z.number().nullable(),
      attempts: count.describe('Failed attempts in a row'),
    })
    .meta({ id: 'Outlet' }),
);

const letterAnswer = shown(
  z
    .object({
      id: z.string(),
      at: instantAnswer,
      reason: z.string(),
      attempts: count,
      payload: z.string(),
    })
    .meta({ id: 'DeadLetter' }),
);

const outletParams = z.strictObject({ name: z.string().min(1) });
const actionParams = outletParams.extend({ action: z.enum(outletActions) });

const actionSummaries: Readonly<Record<OutletAction, string>> = {
  pause: 'what it has to deliver waits, also over a restart',
  resume: 'it goes on where it was',
  retry: 'it tries again at once, its dead letters included',
};

function letterJson({ id, at, reason, attempts, payload }: DeadLetter) {
  return { id: String(id), at: formatInstant(at), reason, attempts, payload };
}

export function outletRoutes(api: ApiApp, { engine, outlets, now }: ApiOptions): void {
  const stateOf = (name: string) =>
    found(outlets?.states().find((state) => state.name === name) ?? null, 'outlet', name);

  api.get(
    '/outlets',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'How everything that leaves the hub stands',
        querystring: noQuery,
        response: { 200: listOf(outletAnswer) },
      },
    },
    async (_request, reply) => {
      const language = speak(reply);
      return wholeList((outlets?.states() ?? []).map((state) => outletJson(state, now(), language)));
    },
  );

  api.get(
    '/outlets/:name/dead-letters',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'What an outlet could not deliver and why, oldest first',
        params: outletParams,
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(letterAnswer) },
      },
    },
    async ({ params: { name }, query }) => {
      const page = outlets?.deadLetters(name, pageRequest(query)) ?? null;
      const { items, nextCursor } = found(page, 'outlet', name);
      return listAnswer({ items: items.map(letterJson), nextCursor });
    },
  );

  api.post(
    '/outlets/:name/:action',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Pauses, resumes or retries an outlet',
        description: outletActions.map((action) => `\`${action}\`: ${actionSummaries[action]}.`).join(' '),
        params: actionParams,
        querystring: noQuery,
        response: { 200: outletAnswer },
      },
    },
    async (request, reply) => {
      const { name, action } = request.params;
      stateOf(name);
      // First into the audit log: who stopped the notices must be known even if the hub ends here.
      await runCommand(engine, 'outlet.act', actorOf(request), { name, action });
      if (outlets?.act(name, action) !== true) throw notFound('outlet', name);
      return outletJson(stateOf(name), now(), speak(reply));
    },
  );
}
