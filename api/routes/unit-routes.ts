// Units: who answers for what.
import { z } from 'zod';
import { unitKinds } from '../../core/registry.ts';
import { listAnswer, listOf, pageRequest, shown } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { pageFields } from '../request-fields.ts';

const unitAnswer = shown(
  z
    .looseObject({
      id: z.string(),
      name: z.string(),
      kind: z.enum(unitKinds),
      parent_unit: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      webhook: z.string().nullable(),
    })
    .meta({ id: 'Unit' }),
);

export function unitRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/units',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['registry'],
        summary: 'Units that own, maintain and supervise',
        querystring: z.strictObject(pageFields),
        response: { 200: listOf(unitAnswer) },
      },
    },
    async ({ query }) => listAnswer(await views.units(pageRequest(query))),
  );
}
