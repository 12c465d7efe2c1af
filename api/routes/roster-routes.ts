// Who is on duty for a unit: shifts, the person responsible, the deputy, absences.
import { z } from 'zod';
import { actorOf, loginOf } from '../access.ts';
import { instantAnswer, listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { seesCaseOf } from '../case-sight.ts';
import { found, notFound } from '../problem.ts';
import { idParams, instantField, noQuery } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['registry'];

const spanAnswer = { username: z.string(), from: instantAnswer, to: instantAnswer };
const rosterAnswer = shown(
  z
    .looseObject({
      unit_id: z.string(),
      first: z.string().nullable().describe('Responsible where no shift says otherwise'),
      deputy: z.string().nullable().describe('In place of whoever is away'),
      shifts: z.array(z.object(spanAnswer)),
      absences: z.array(z.object({ ...spanAnswer, reason: z.string() })),
      on_duty: z.string().nullable().describe('At this moment'),
      version: z.number().int(),
    })
    .meta({ id: 'Roster' }),
);

const username = z.string().max(64);
const span = { username, from: instantField, to: instantField };
const rosterBody = z.strictObject({
  first: username.nullish(),
  deputy: username.nullish(),
  shifts: z.array(z.strictObject(span)).max(1_000).default([]),
  absences: z
    .array(z.strictObject({ ...span, reason: z.string().max(200) }))
    .max(1_000)
    .default([]),
  version: z.number().int().optional().describe('The version that was seen; 409 where it has moved on'),
});

export function rosterRoutes(api: ApiApp, { engine, views, now }: ApiOptions): void {
  api.get(
    '/rosters',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The duty rosters of all units',
        description: 'A crew sees its own.',
        querystring: noQuery,
        response: { 200: listOf(rosterAnswer) },
      },
    },
    async (request) => {
      const { user } = loginOf(request);
      return wholeList((await views.rosters(now())).filter(({ unit_id: unit }) => seesCaseOf(user, unit)));
    },
  );

  api.get(
    '/units/:id/roster',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The duty roster of a unit',
        params: idParams,
        querystring: noQuery,
        response: { 200: rosterAnswer },
      },
    },
    async (request) => {
      const { id } = request.params;
      if (!seesCaseOf(loginOf(request).user, id)) throw notFound('unit', id);
      return found(await views.roster(id, now()), 'unit', id);
    },
  );

  api.put(
    '/units/:id/roster',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Put a unit’s duty roster',
        description:
          'The whole roster. Notices go to whoever is on duty, and to the deputy where that person is away.',
        params: idParams,
        querystring: noQuery,
        body: rosterBody,
        response: { 200: rosterAnswer },
      },
    },
    async (request) => {
      const { version, first = null, deputy = null, shifts, absences } = request.body;
      const { id: unitId } = request.params;
      const roster = { unitId, first, deputy, shifts, absences };
      const body = { roster, ...(version === undefined ? {} : { version }) };
      return answeredJson(await runCommand(engine, 'roster.put', actorOf(request), body));
    },
  );
}
