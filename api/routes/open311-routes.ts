// Open311 GeoReport v2: what people may report, their reports as cases, and how these stand. Each address is there
// bare, with .json and with .xml. No cookie counts here, so that an app on a page of any origin may use it.
import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Json } from '../../core/ports.ts';
import { written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { problemOf } from '../error-handler.ts';
import { hubAddress } from '../hub-address.ts';
import {
  answer,
  answerList,
  answerProblem,
  asOpen311,
  notThere,
  publicLanguageOf,
} from '../open311/answer.ts';
import { caseQuery, casesAsked, jurisdictionField } from '../open311/case-query.ts';
import { discovery } from '../open311/discovery.ts';
import { checkJurisdiction } from '../open311/jurisdiction.ts';
import { installReportBodies } from '../open311/report-body.ts';
import { serviceRequest } from '../open311/service-requests.ts';
import { isOfService, readServices, serviceDefinition, serviceItem } from '../open311/services.ts';
import { takeReport } from '../open311/take-report.ts';
import type { Sessions } from '../sessions.ts';

const tags = ['open311'];
const plainQuery = z.object({ jurisdiction_id: jurisdictionField });
const answered = written(z.string().describe('JSON or XML'));
const idParams = z.object({ id: z.string().max(200) });

const thanks = {
  zh: '感谢上报，编号可用于查询进度。',
  en: 'Thank you. The number tells how it goes on.',
} as const;

export interface Open311Options {
  readonly sessions: Sessions;
  /** Throw a 429 for one request, or one report, too many. */
  readonly limitRequests: (request: FastifyRequest) => Promise<void>;
  readonly limitReports: (request: FastifyRequest) => Promise<void>;
  /** From the OpenAPI document, as another name of what it has. */
  readonly hidden: boolean;
}

export function open311Routes(
  app: ApiApp,
  options: ApiOptions,
  { sessions, limitRequests, limitReports, hidden }: Open311Options,
): void {
  const { views, now, publicFace } = options;

  app.register(async (scope: ApiApp) => {
    await installReportBodies(scope);
    scope.setErrorHandler((thrown: unknown, request: FastifyRequest, reply: FastifyReply) => {
      const problem = asOpen311(problemOf(thrown, request.id));
      if (problem.status >= 500) request.log.error({ err: thrown, url: request.url }, 'request failed');
      return answerProblem(request, reply, problem);
    });
    scope.addHook('onRequest', async (_request: FastifyRequest, reply: FastifyReply) => {
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache');
    });
    // Here, so that a refusal has the format that was asked for.
    scope.addHook('onRequest', limitRequests);
    scope.addHook('preHandler', async (request: FastifyRequest) => {
      checkJurisdiction((request.query as z.infer<typeof plainQuery>).jurisdiction_id, publicFace);
    });

    /** Says what a route is, at its bare address alone. */
    const described = (
      ending: string,
      summary: string,
      schema: FastifySchema = { querystring: plainQuery },
    ): FastifySchema => ({
      hide: hidden || ending !== '',
      tags,
      summary,
      description: 'With `.json` or `.xml` behind it in that format, otherwise as `Accept` says.',
      response: { 200: answered },
      ...schema,
    });

    for (const ending of ['', '.json', '.xml']) {
      for (const place of ['/open311', '/open311/v2']) {
        scope.get(
          `${place}/discovery${ending}`,
          { config: { access: 'anyone' }, schema: described(ending, 'Where Open311 is') },
          (request, reply) => {
            const found = discovery(hubAddress(request, publicFace), publicFace);
            return answer(request, reply, found.json, found.xml);
          },
        );
      }

      scope.get(
        `/open311/v2/services${ending}`,
        { config: { access: 'anyone' }, schema: described(ending, 'What people may report') },
        async (request, reply) => {
          const services = [...(await readServices(views)).values()];
          const items = services.map((service) => serviceItem(service, publicLanguageOf(request)));
          return answerList(request, reply, 'services', 'service', items);
        },
      );

      scope.get(
        `/open311/v2/requests${ending}`,
        {
          config: { access: 'anyone' },
          schema: described(ending, 'Reports and what became of them, newest first', {
            querystring: caseQuery,
          }),
        },
        async (request, reply) => {
          const rows = await casesAsked(request.query as z.infer<typeof caseQuery>, views, now());
          return answerRequests(request, reply, rows);
        },
      );

      scope.post(
        `/open311/v2/requests${ending}`,
        {
          config: {
            access: 'anyone',
          },
          schema: described(ending, 'Report something', {
            response: { 201: answered },
            consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
          }),
        },
        async (request, reply) => {
          await limitReports(request);
          const subject = await takeReport(request, options, sessions);
          const item = {
            service_request_id: String(subject.id),
            service_notice: thanks[publicLanguageOf(request)],
            account_id: null,
          };
          return answerList(request, reply.code(201), 'service_requests', 'request', [item]);
        },
      );
    }

    const item = (summary: string) => ({
      config: { access: 'anyone' as const },
      schema: { ...described('', summary), params: idParams },
    });

    scope.get(
      '/open311/v2/services/:id',
      item('What a report about a service may say'),
      async (request, reply) => {
        const id = withoutEnding(request);
        const service = (await readServices(views)).get(id);
        if (service === undefined)
          throw notThere({ zh: `没有服务 ${id}。`, en: `There is no service ${id}.` });
        const { json, xml } = serviceDefinition(service, publicLanguageOf(request));
        return answer(request, reply, json, xml);
      },
    );

    scope.get('/open311/v2/requests/:id', item('A report and what became of it'), async (request, reply) => {
      const id = withoutEnding(request);
      const row = await views.case(id);
      if (row === null || !isOfService(await readServices(views), row))
        throw notThere({ zh: `没有上报 ${id}。`, en: `There is no request ${id}.` });
      return answerRequests(request, reply, [row]);
    });

    scope.get(
      '/open311/v2/tokens/:id',
      item('The report that a token stands for: itself'),
      async (request, reply) => {
        const id = withoutEnding(request);
        if ((await views.case(id)) === null)
          throw notThere({ zh: `没有凭号 ${id}。`, en: `There is no token ${id}.` });
        const found = { service_request_id: id, token: id };
        return answerList(request, reply, 'service_requests', 'request', [found]);
      },
    );

    async function answerRequests(request: FastifyRequest, reply: FastifyReply, rows: readonly Json[]) {
      const services = await readServices(views);
      const told = rows
        .filter((row) => isOfService(services, row))
        .map((row) => serviceRequest(row, services, publicFace.centre, publicLanguageOf(request)));
      return answerList(request, reply, 'service_requests', 'request', told);
    }
  });
}

function withoutEnding(request: FastifyRequest): string {
  return (request.params as z.infer<typeof idParams>).id.replace(/\.(json|xml)$/, '');
}
