// The tables that cases follow, and a city's changes of them: validated with all others, versioned and live at once.
import { z } from 'zod';
import { formatInstant } from '../../core/time.ts';
import { actorOf } from '../access.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { noQuery } from '../request-fields.ts';
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
    })
    .meta({ id: 'CaseTable' }),
);

const nameParams = z.strictObject({ name: z.string().max(100) });

export function caseTableRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  const table = async (name: string) =>
    found((await views.caseTables()).find((known) => known.name === name) ?? null, `case table "${name}"`);

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
