// Cases: the list, one with its timeline, a report by a person, and every step of the work. A crew meets the cases
// of its own unit only.
import { z } from 'zod';
import { caseStates } from '../../core/case.ts';
import { distance_m, type Place } from '../../core/distance.ts';
import type { Json } from '../../core/ports.ts';
import { severitySchema } from '../../core/severity.ts';
import { actorOf, loginOf } from '../access.ts';
import { listAnswer, listOf, pageRequest, wholeList, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { CaseDesk } from '../case-desk.ts';
import { actionBody, caseAnswer, noticeAnswer, reportBody } from '../case-fields.ts';
import { seesCaseOf } from '../case-sight.ts';
import { everyItem, pageMax } from '../every-item.ts';
import { caseCsv } from '../reports/case-csv.ts';
import {
  filterField,
  flagField,
  idParams,
  instantField,
  noQuery,
  optionalField,
  pageFields,
  wordsField,
} from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];

/** Cases of one file at most; a longer time is exported in parts. */
const maxExported = 20_000;

const caseFilters = {
  state: z.enum(caseStates).optional(),
  open: flagField.optional().describe('Only cases that are not ended'),
  unit: filterField.optional(),
  category: filterField.optional(),
  severity: severitySchema.optional(),
  overdue: flagField.optional(),
  point_id: filterField.optional(),
  involves: filterField.optional().describe('A user who did something to the case'),
  text: filterField.optional().describe('Stands in its id, titles or description'),
  from: instantField.optional().describe('Reported from'),
  to: instantField.optional().describe('Reported before'),
};
type CaseQuery = z.infer<z.ZodObject<typeof caseFilters>>;

function filterIn({ point_id: pointId, ...query }: CaseQuery) {
  return { ...query, pointId };
}

/** As the fold will judge a merge: open, of the same category, at the same point or within the table's distance. */
async function doublesOf(subject: Json, views: ApiOptions['views'], desk: CaseDesk): Promise<Json[]> {
  const within_m = (await desk.workflow())?.merge_within_m ?? 0;
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

export function caseRoutes(api: ApiApp, { engine, views, timezone }: ApiOptions): void {
  const desk = new CaseDesk(views);

  api.get(
    '/cases',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Cases, newest first',
        description: 'A crew sees those of its own unit.',
        querystring: z.strictObject({ ...caseFilters, ...pageFields }),
        response: { 200: listOf(caseAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, ...query } = request.query;
      const { user } = loginOf(request);
      const filter = desk.visible({ ...filterIn(query), ...pageRequest({ limit, cursor }) }, user);
      if (filter === null) return wholeList([]);
      const { items, nextCursor } = await views.cases(filter);
      return listAnswer({ items: await desk.shownAll(items, user), nextCursor });
    },
  );

  api.get(
    '/cases.csv',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'The same list as a file for spreadsheets',
        description: `The newest ${maxExported} at most, in words, with times by the clock of the town.`,
        querystring: z.strictObject({ ...caseFilters, language: z.enum(['zh', 'en']).default('zh') }),
        response: { 200: written(z.string()) },
      },
    },
    async (request, reply) => {
      const { language, ...query } = request.query;
      const filter = desk.visible(
        { ...filterIn(query), limit: pageMax, cursor: null },
        loginOf(request).user,
      );
      const cases =
        filter === null ? [] : await everyItem((cursor) => views.cases({ ...filter, cursor }), maxExported);
      const units = await everyItem((cursor) => views.units({ limit: pageMax, cursor }));
      const unitNames = new Map(units.map(({ id, name }) => [String(id), String(name)]));
      reply.header('content-disposition', 'attachment; filename="cases.csv"');
      return reply.type('text/csv; charset=utf-8').send(caseCsv(cases, { language, timezone, unitNames }));
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
      const { user } = loginOf(request);
      return desk.shown(await desk.find(request.params.id, user), user);
    },
  );

  api.get(
    '/cases/:id/notices',
    {
      config: { access: 'viewer' },
      schema: {
        tags,
        summary: 'Whom the hub told about a case, and who has opened it',
        description: 'A crew sees those to its own unit.',
        params: idParams,
        querystring: noQuery,
        response: { 200: listOf(noticeAnswer) },
      },
    },
    async (request) => {
      const { user } = loginOf(request);
      await desk.find(request.params.id, user);
      const notices = await views.caseNotices(request.params.id);
      return wholeList(notices.filter(({ unit_id: unit }) => seesCaseOf(user, unit)));
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
      return reply.code(201).send(await desk.shown(subject, loginOf(request).user));
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
          'Where its state forbids the action, a 409 lists the `allowed` ones and bears the `case` as it is now; ' +
          'a 422 names the `field`.',
        params: idParams,
        querystring: noQuery,
        body: actionBody,
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const { unit_id: unitId, ...rest } = request.body;
      const { id: caseId } = request.params;
      const step = runCommand(engine, 'case.act', actorOf(request), { caseId, unitId, ...rest });
      return desk.stepped(caseId, loginOf(request).user, step);
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
      const subject = await desk.find(request.params.id, loginOf(request).user);
      return wholeList(await doublesOf(subject, views, desk));
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
      const { id: caseId } = request.params;
      const body = { caseId, ...rest, ...(version === undefined ? {} : { version }) };
      const step = runCommand(engine, 'case.merge', actorOf(request), body);
      return desk.stepped(caseId, loginOf(request).user, step);
    },
  );
}
