// The registry as files that the import takes again.
import { Readable } from 'node:stream';
import { z } from 'zod';
import { registryKinds } from '../../core/registry.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { registryCsv } from '../registry-export.ts';
import { flagField } from '../request-fields.ts';

/** Sent piece by piece. */
const csvAnswer = z.string().describe('The file itself') as unknown as z.ZodType<Readable>;

export function exportRoutes(api: ApiApp, { views }: ApiOptions): void {
  for (const kind of registryKinds) {
    api.get(
      `/exports/${kind}`,
      {
        config: { access: 'operator' },
        schema: {
          tags: ['registry'],
          summary: `Export ${kind}.csv`,
          description:
            'As `POST /imports` takes it, in the order of ids; coordinates are WGS-84. Secrets stay here: importing a ' +
            'device with a blank one keeps its own.',
          querystring: z.strictObject({
            excel: flagField
              .default(false)
              .describe('With a byte order mark, and codes kept as text; the import takes it as well'),
          }),
          produces: ['text/csv'],
          response: { 200: csvAnswer },
        },
      },
      async ({ query }, reply) => {
        reply.header('content-disposition', `attachment; filename="${kind}.csv"`);
        return reply.type('text/csv; charset=utf-8').send(Readable.from(registryCsv(views, kind, query)));
      },
    );
  }
}
