// Registry files: the body is the CSV itself. A file with a bad row changes nothing, unless the good rows alone are
// asked for; the answer names every bad row by line, column and reason.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type RegistryKind, registryKinds } from '../../core/registry.ts';
import { actorOf } from '../access.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { Problem } from '../problem.ts';
import { type ImportOutcome, importRegistry } from '../registry-import.ts';
import { flagField } from '../request-fields.ts';

const maxFileBytes = 64 * 1024 * 1024;

/** What no CSV comes as: it would be read as a file of rubbish. */
const otherTypes = /^(multipart\/|application\/json)/i;

const count = z.number().int();

const importAnswer = z
  .object({
    created: count,
    updated: count,
    unchanged: count,
    rejected: z.array(z.object({ line: z.number().int(), column: z.string(), reason: z.string() })),
    secrets: z
      .array(z.object({ device_id: z.string(), secret: z.string() }))
      .optional()
      .describe('Of devices: made for new ones that brought none, shown this once'),
  })
  .meta({ id: 'Import' });
type ImportAnswer = z.infer<typeof importAnswer>;

const fileBody = z.string({ error: 'send the CSV file itself as the body' }).min(1, 'the file is empty');

async function readFile(request: FastifyRequest, bytes: Buffer): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  if (otherTypes.test(type)) {
    const detail = `Send the CSV file itself as the body, with content type text/csv, not as ${type.split(';')[0]}.`;
    throw new Problem({ status: 415, code: 'bad_request', detail });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const detail = 'The file is not in UTF-8. Save it as "CSV UTF-8", as spreadsheet programs call it.';
    throw new Problem({ status: 422, code: 'invalid', detail });
  }
}

function answerOf(kind: RegistryKind, { secrets, ...outcome }: ImportOutcome): ImportAnswer {
  const counted = { ...outcome, rejected: [...outcome.rejected] };
  return kind === 'devices' ? { ...counted, secrets: [...secrets] } : counted;
}

/** Rows were rejected and nothing was changed. */
function refusedFile(answer: ImportAnswer, partial: boolean): Problem {
  const [first] = answer.rejected;
  const place = [`line ${first?.line}`, first?.column ? `column ${first.column}` : '']
    .filter(Boolean)
    .join(', ');
  const mend = partial ? 'Mend it' : 'Mend it, or take the other rows alone with partial=true';
  return new Problem({
    status: 422,
    code: 'rows_rejected',
    detail: `Nothing was changed: ${answer.rejected.length} mistakes, the first in ${place}: ${first?.reason}. ${mend}.`,
    members: answer,
  });
}

export function importRoutes(api: ApiApp, options: ApiOptions): void {
  // In a scope of its own, for here alone a body is not JSON.
  api.register(async (scope: ApiApp) => {
    scope.removeAllContentTypeParsers();
    // Programs send files with many types or none.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxFileBytes }, readFile);
    for (const kind of registryKinds) importRoute(scope, kind, options);
  });
}

function importRoute(scope: ApiApp, kind: RegistryKind, options: ApiOptions): void {
  scope.post(
    `/imports/${kind}`,
    {
      bodyLimit: maxFileBytes,
      config: { access: 'admin' },
      schema: {
        tags: ['registry'],
        summary: `Import ${kind}.csv`,
        description:
          'Importing the same again changes nothing. A 422 where rows were rejected and nothing was changed.',
        consumes: ['text/csv'],
        querystring: z.strictObject({
          dry_run: flagField.default(false).describe('Only say what would happen'),
          partial: flagField.default(false).describe('Take the good rows although there are bad ones'),
        }),
        body: fileBody,
        response: { 200: importAnswer },
      },
    },
    async (request) => {
      const { dry_run: dryRun, partial } = request.query;
      const outcome = await importRegistry(
        kind,
        request.body,
        { dryRun, partial },
        actorOf(request),
        options,
      );
      const answer = answerOf(kind, outcome);
      const usable = answer.created + answer.updated + answer.unchanged;
      if (answer.rejected.length > 0 && usable === 0) throw refusedFile(answer, partial);
      return answer;
    },
  );
}
