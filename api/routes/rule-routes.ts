// The catalogue of rules, and its changes: validated, versioned and live at once.
import { z } from 'zod';
import { actorOf } from '../access.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { idParams, noQuery, optionalField } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['rules'];

const ruleAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      version: z.number().int(),
      changed_at: instantAnswer,
      changed_by: z.string(),
      definition: z.record(z.string(), z.unknown()),
    })
    .meta({ id: 'Rule' }),
);

const ruleWithVersionsAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      version: z.number().int(),
      versions: z.array(
        z.looseObject({ version: z.number().int(), changed_at: instantAnswer, changed_by: z.string() }),
      ),
    })
    .meta({ id: 'RuleWithVersions' }),
);

const jsonObject = z.record(z.string(), z.unknown());

/** The definition within a body: the body itself, or the `definition` of a rule as the list gives it. */
function definitionIn(body: Readonly<Record<string, unknown>>, id: string): Record<string, unknown> {
  const { version: _version, ...itself } = body;
  const given = jsonObject.safeParse(body.definition).data ?? itself;
  return { id, ...given };
}

export function ruleRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  api.get(
    '/rules',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The rules in force',
        querystring: noQuery,
        response: { 200: listOf(ruleAnswer) },
      },
    },
    async () => wholeList(await views.rules()),
  );

  api.get(
    '/rules/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A rule with all its versions, the newest first',
        params: idParams,
        querystring: noQuery,
        response: { 200: ruleWithVersionsAnswer },
      },
    },
    async ({ params: { id } }) => found(await views.rule(id), `rule "${id}"`),
  );

  api.put(
    '/rules/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change a rule or add one',
        description:
          'The body is the whole definition, or a rule as the list gives it. It is in force when the answer comes. ' +
          'With `version`, it is refused where someone changed the rule since.',
        params: idParams,
        querystring: noQuery,
        body: z.looseObject({ version: optionalField(z.number().int()) }),
        response: { 200: ruleAnswer },
      },
    },
    async (request) => {
      const { id: ruleId } = request.params;
      const { version } = request.body;
      const body = { ruleId, definition: definitionIn(request.body, ruleId), version };
      return answeredJson(await runCommand(engine, 'rule.put', actorOf(request), body));
    },
  );
}
