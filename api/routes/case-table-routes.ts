// The tables that cases follow, and a city's changes of them: validated with all others, versioned and live at once.

import { z } from 'zod';
import { tablesWith } from '../../cases/table-book.ts';
import { formatInstant } from '../../core/time.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { noQuery } from '../request-fields.ts';
import { speak } from '../request-language.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];

const tableAnswer = shown(
  z
    .looseObject({
      name: z.string(),
      version: z.number().int(),
      edited: z.boolean().describe('False while it follows the release'),
      changed_at: instantAnswer,
      changed_by: z.string(),
      definition: z.unknown(),
      released: z.unknown().describe('As it came with the release; put it to follow the next ones again'),
    })
    .meta({ id: 'CaseTable' }),
);

const checkAnswer = shown(
  z
    .object({
      flaws: z.array(
        z.object({
          field: z.string().describe('Path with dots, from the table’s name on'),
          detail: z.string(),
        }),
      ),
    })
    .meta({ id: 'CaseTableCheck' }),
);

const nameParams = z.strictObject({ name: z.string().max(100) });

export function caseTableRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  const table = async (name: string) =>
    found((await views.caseTables()).find((known) => known.name === name) ?? null, 'case table', name);

  api.get(
    '/case-tables',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Categories, limits, calendar, responsibility, escalation: the tables in force',
        querystring: noQuery,
        response: { 200: listOf(tableAnswer) },
      },
    },
    async () => wholeList(await views.caseTables()),
  );

  api.get(
    '/case-tables/:name',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'One table',
        params: nameParams,
        querystring: noQuery,
        response: { 200: tableAnswer },
      },
    },
    async ({ params }) => table(params.name),
  );

  api.post(
    '/case-tables/:name/check',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'What stands against a change of a table, without making it',
        params: nameParams,
        querystring: noQuery,
        body: z.looseObject({ definition: z.unknown() }),
        response: { 200: checkAnswer },
      },
    },
    async ({ params, body }, reply) => {
      await table(params.name);
      const tables = Object.fromEntries(
        (await views.caseTables()).map(({ name, definition }) => [String(name), definition]),
      );
      const together = tablesWith(tables, params.name, body.definition);
      const language = speak(reply);
      const flaws = together.ok ? [] : together.error;
      return { flaws: flaws.map(({ field, detail }) => ({ field, detail: detail[language] })) };
    },
  );

  api.put(
    '/case-tables/:name',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Change a table',
        description:
          'The whole table as `definition`, with the `version` that was seen: a 409 where somebody was faster, a 422 ' +
          'that names the `field` where it cannot stand beside the other tables. It is in force when the answer comes.',
        params: nameParams,
        querystring: noQuery,
        body: z.looseObject({ definition: z.unknown(), version: z.number().int().optional() }),
        response: { 200: tableAnswer },
      },
    },
    async (request) => {
      const { definition, version } = request.body;
      const body = { table: request.params.name, definition, ...(version === undefined ? {} : { version }) };
      const put = answeredJson(await runCommand(engine, 'case_table.put', actorOf(request), body));
      return { ...put, changed_at: formatInstant(Number(put.changed_at)) };
    },
  );
}
