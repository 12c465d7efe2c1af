// Who reported a case from outside: for operators, who may have to ask, and for nobody else.
import { z } from 'zod';
import { reporterSchema } from '../../core/case.ts';
import { listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { found } from '../problem.ts';
import { idParams, noQuery } from '../request-fields.ts';

const reporterAnswer = shown(z.object(reporterSchema.shape).meta({ id: 'Reporter' }));

export function reporterRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/cases/:id/reporters',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['cases'],
        summary: 'Who reported a case, as far as they said so',
        description:
          'Of reports through Open311. Nothing else shows this: no list, no event, no outlet, no audit log.',
        params: idParams,
        querystring: noQuery,
        response: { 200: listOf(reporterAnswer) },
      },
    },
    async ({ params: { id } }) => {
      found(await views.case(id), 'case', id);
      return wholeList(
        (await views.reporters(id)).map((reporter): Record<string, unknown> => ({ ...reporter })),
      );
    },
  );
}
