// Cases: the list, one with its timeline, a report by a person, and every step of the work. A crew meets the cases
// of its own unit only.
import { z } from 'zod';
import { caseStates } from '../../core/case.ts';
import { distance_m, type Place } from '../../core/distance.ts';
import type { Json } from '../../core/ports.ts';
import { actorOf, loginOf } from '../access.ts';
import { listAnswer, listOf, pageRequest, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { actionBody, caseAnswer, reportBody } from '../case-fields.ts';
import { seesCaseOf } from '../case-sight.ts';
import { found, notFound } from '../problem.ts';
import {
  filterField,
  flagField,
  idParams,
  noQuery,
  optionalField,
  pageFields,
  wordsField,
} from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];

/** As the fold will judge a merge: open, of the same category, at the same point or within the table's distance. */
async function doublesOf(subject: Json, views: ApiOptions['views']): Promise<Json[]> {
  const workflow = (await views.caseTables()).find((table) => table.name === 'workflow')?.definition;
  const within_m = Number((workflow as Json | undefined)?.merge_within_m ?? 0);
  const page = { open: true, category: String(subject.category), limit: 1_000, cursor: null };
  const { items } = await views.cases(page);
  return items
    .map((other) => ({ other, metres: metresBetween(subject, other) }))
    .filter(({ other, metres }) => other.id !== subject.id && metres <= within_m)
    .sort((a, b) => a.metres - b.metres)
    .map(({ other }) => other);
}

function metresBetween(a: Json, b: Json): number {
  if (a.point_id !== null && a.point_id === b.point_id) return 0;
  if (typeof a.lon !== 'number' || typeof b.lon !== 'number') return Number.POSITIVE_INFINITY;
  return distance_m(a as unknown as Place, b as unknown as Place);
}

export function caseRoutes(api: ApiApp, { engine, views }: ApiOptions): void {
  api.get(
    '/cases',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Cases, newest first',
        description: 'A crew sees those of its own unit.',
        querystring: z.strictObject({
          state: z.enum(caseStates).optional(),
          open: flagField.optional().describe('Only cases that are not ended'),
          unit: filterField.optional(),
          category: filterField.optional(),
          overdue: flagField.optional(),
          point_id: filterField.optional(),
          ...pageFields,
        }),
        response: { 200: listOf(caseAnswer) },
      },
    },
    async (request) => {
      const { query } = request;
      const { user } = loginOf(request);
      const unit = user.role === 'crew' ? (query.unit ?? user.unitId ?? '') : query.unit;
      if (!seesCaseOf(user, unit)) return wholeList([]);
      const { state, open, category, overdue, point_id: pointId } = query;
      return listAnswer(
        await views.cases({ state, open, unit, category, overdue, pointId, ...pageRequest(query) }),
      );
    },
  );

  api.get(
    '/cases/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'A case and its timeline',
        params: idParams,
        querystring: noQuery,
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const what = `case "${request.params.id}"`;
      const subject = found(await views.case(request.params.id), what);
      if (!seesCaseOf(loginOf(request).user, subject.unit_id)) throw notFound(what);
      return subject;
    },
  );

  api.post(
    '/cases',
    {
      config: { access: 'crew' },
      schema: {
        tags,
        summary: 'Report a case',
        description:
          'It needs `point_id`, or `lon` and `lat`. Where a case about the same is open, it joins that one.',
        querystring: noQuery,
        body: reportBody,
        response: { 201: caseAnswer },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const report = {
        category: body.category,
        condition: body.condition ?? null,
        pointId: body.point_id ?? null,
        lon: body.lon ?? null,
        lat: body.lat ?? null,
        title: body.title,
        description: body.description ?? '',
        photos: body.photos ?? [],
        source: body.source ?? 'inspector',
      };
      const subject = answeredJson(await runCommand(engine, 'case.report', actorOf(request), report));
      return reply.code(201).send(subject);
    },
  );

  api.post(
    '/cases/:id/actions',
    {
      config: { access: 'crew' },
      schema: {
        tags,
        summary: 'Take a case a step further',
        description:
          'Where its state forbids the action, a 409 lists the `allowed` ones; a 422 names the `field`.',
        params: idParams,
        querystring: noQuery,
        body: actionBody,
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const { unit_id: unitId, ...rest } = request.body;
      const body = { caseId: request.params.id, unitId, ...rest };
      return answeredJson(await runCommand(engine, 'case.act', actorOf(request), body));
    },
  );

  api.get(
    '/cases/:id/doubles',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Open cases of the same category nearby, nearest first',
        params: idParams,
        querystring: noQuery,
        response: { 200: listOf(caseAnswer) },
      },
    },
    async (request) => {
      const subject = found(await views.case(request.params.id), `case "${request.params.id}"`);
      return wholeList(await doublesOf(subject, views));
    },
  );

  api.post(
    '/cases/:id/merge',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Merge a double into the case that goes on',
        description:
          'Both timelines say who and why; photos and alarms go along. Answers the case that goes on.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({
          into: z.string().max(200),
          reason: wordsField,
          version: optionalField(z.number().int()),
        }),
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const { version, ...rest } = request.body;
      const body = { caseId: request.params.id, ...rest, ...(version === undefined ? {} : { version }) };
      return answeredJson(await runCommand(engine, 'case.merge', actorOf(request), body));
    },
  );
}
