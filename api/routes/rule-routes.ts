// The catalogue of rules, and its changes: validated, versioned and live at once.
import { z } from 'zod';
import { labelSchema } from '../../core/label.ts';
import type { Json } from '../../core/ports.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listOf, pageOfWhole, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { idParams, noQuery, optionalField, pageFields, wordsField } from '../request-fields.ts';
import { checkRule, ruleOrigins, withWords } from '../rule-json.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['rules'];

const ruleAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      version: z.number().int(),
      changed_at: instantAnswer,
      changed_by: z.string(),
      reason: z.string().nullable(),
      definition: z.record(z.string(), z.unknown()),
      words: z.array(labelSchema).describe('What it does, in sentences'),
      origin: z
        .enum(ruleOrigins)
        .describe('Whether it is as the release has it, changed since, or the city’s own'),
    })
    .meta({ id: 'Rule' }),
);

const ruleWithVersionsAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      version: z.number().int(),
      versions: z.array(
        z.looseObject({
          version: z.number().int(),
          changed_at: instantAnswer,
          changed_by: z.string(),
          reason: z.string().nullable(),
          definition: z.record(z.string(), z.unknown()),
        }),
      ),
      release: z
        .record(z.string(), z.unknown())
        .nullable()
        .describe('Its definition as it comes with this release; `null` for one of the city’s own'),
    })
    .meta({ id: 'RuleWithVersions' }),
);

/** Characters; the longest definition that comes with the hub has a thousand. */
const checkedTextMax = 200_000;

const ruleCheckAnswer = shown(
  z
    .object({
      definition: z
        .record(z.string(), z.unknown())
        .nullable()
        .describe('With every default written out; `null` where there are mistakes'),
      words: z.array(labelSchema),
      mistakes: z.array(
        z.object({
          line: z.number().int().describe('From 1'),
          key: z.string().describe('Such as `levels.blue`; empty for the whole text'),
          mend: labelSchema,
        }),
      ),
    })
    .meta({ id: 'RuleCheck' }),
);

const jsonObject = z.record(z.string(), z.unknown());

interface RuleChange {
  readonly definition: Record<string, unknown>;
  readonly version: number | undefined;
}

/** RFC 7396: objects are merged, `null` takes a key away, anything else stands in place of what was there. */
function mergePatch(target: unknown, patch: unknown): unknown {
  const changes = jsonObject.safeParse(patch).data;
  if (changes === undefined) return patch;
  const merged = { ...jsonObject.safeParse(target).data };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

/** The definition within a body: the body itself, or the `definition` of a rule as the list gives it. */
function definitionIn(body: Readonly<Record<string, unknown>>, id: string): Record<string, unknown> {
  const { version: _version, reason: _reason, ...itself } = body;
  const given = jsonObject.safeParse(body.definition).data ?? itself;
  return { id, ...given };
}

export function ruleRoutes(api: ApiApp, { engine, views, releaseRules }: ApiOptions): void {
  const shownWith = (rule: Json) => withWords(rule, releaseRules);

  /** What a body without a `kind` leaves unsaid is as the rule has it now, which nobody may change meanwhile. */
  async function completed(id: string, given: RuleChange): Promise<RuleChange> {
    const inForce = given.definition.kind === undefined ? await views.rule(id) : null;
    if (inForce === null) return given;
    const definition = mergePatch(inForce.definition, given.definition) as RuleChange['definition'];
    return { definition, version: given.version ?? Number(inForce.version) };
  }

  api.get(
    '/rules',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The rules in force',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(ruleAnswer) },
      },
    },
    async ({ query }) => pageOfWhole((await views.rules()).map(shownWith), query),
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
    async ({ params: { id } }) => {
      const rule = shownWith(found(await views.rule(id), 'rule', id));
      return { ...rule, release: releaseRules.find((released) => released.id === id) ?? null };
    },
  );

  api.post(
    '/rules/check',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Whether a definition as a person writes it, in YAML or JSON, can be used',
        querystring: noQuery,
        body: z.strictObject({
          text: z.string().max(checkedTextMax),
          id: optionalField(z.string().max(200)).describe('The id that the rule has to have'),
        }),
        response: { 200: ruleCheckAnswer },
      },
    },
    async ({ body: { text, id } }) => checkRule(text, id),
  );

  api.put(
    '/rules/:id',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change a rule or add one',
        description:
          'The body is the whole definition, or a rule as the list gives it; one without a `kind` is merged into the ' +
          'definition in force (RFC 7396). It is in force when the answer comes. ' +
          'With `version`, it is refused where someone changed the rule since. `reason` is kept with the version.',
        params: idParams,
        querystring: noQuery,
        body: z.looseObject({ version: optionalField(z.number().int()), reason: optionalField(wordsField) }),
        response: { 200: ruleAnswer },
      },
    },
    async (request) => {
      const { id: ruleId } = request.params;
      const { reason } = request.body;
      const given = { definition: definitionIn(request.body, ruleId), version: request.body.version };
      const { definition, version } = await completed(ruleId, given);
      const body = { ruleId, definition, version, ...(reason === undefined ? {} : { reason }) };
      return answeredJson(await runCommand(engine, 'rule.put', actorOf(request), body));
    },
  );
}
