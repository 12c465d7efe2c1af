// Appeals of units against overdue cases, and what the centre says to them.
import { z } from 'zod';
import { actorOf } from '../access.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { caseAnswer } from '../case-fields.ts';
import { idParams, noQuery, wordsField } from '../request-fields.ts';
import { answeredJson, runCommand } from '../run-command.ts';

const tags = ['cases'];

export function appealRoutes(api: ApiApp, { engine }: ApiOptions): void {
  api.post(
    '/cases/:id/appeal',
    {
      config: { access: 'crew' },
      schema: {
        tags,
        summary: 'Appeal against a case that was overdue',
        description:
          'Once, after closing, by its unit or for it. The case stays overdue; its figures may change.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({ reason: wordsField.trim().min(1) }),
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const body = { caseId: request.params.id, reason: request.body.reason };
      return answeredJson(await runCommand(engine, 'case.appeal', actorOf(request), body));
    },
  );

  api.post(
    '/cases/:id/appeal/reviews',
    {
      config: { access: 'operator' },
      schema: {
        tags,
        summary: 'Review an appeal',
        description:
          'Two people accept it, as the table `workflow` says, or one refuses it. An exempted case counts as in time.',
        params: idParams,
        querystring: noQuery,
        body: z.strictObject({ accepts: z.boolean(), note: wordsField.trim().default('') }),
        response: { 200: caseAnswer },
      },
    },
    async (request) => {
      const body = { caseId: request.params.id, ...request.body };
      return answeredJson(await runCommand(engine, 'case.review_appeal', actorOf(request), body));
    },
  );
}
