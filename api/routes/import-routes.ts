// Registry files: the body is the CSV itself. A file with a bad row changes nothing, unless the good rows alone are
// asked for; the answer names every bad row by line, column and reason.

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { saying } from '../../core/issue-words.ts';
import type { Language } from '../../core/label.ts';
import { type RegistryKind, registryKinds } from '../../core/registry.ts';
import { storedWords } from '../../core/said.ts';
import { actorOf } from '../access.ts';
import { listOf, shown, wholeList } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { Problem } from '../problem.ts';
import { type ImportOutcome, importRegistry } from '../registry-import.ts';
import { flagField, noQuery } from '../request-fields.ts';
import { speak } from '../request-language.ts';
import { RunningImports } from '../running-imports.ts';

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
    left_out: count.optional().describe('How many more were rejected, where these are very many'),
    secrets: z
      .array(z.object({ device_id: z.string(), secret: z.string() }))
      .optional()
      .describe('Of devices: made for new ones that brought none, shown this once'),
  })
  .meta({ id: 'Import' });
type ImportAnswer = z.infer<typeof importAnswer>;

const fileBody = z
  .string({ error: 'send the CSV file itself as the body' })
  .refine((text) => text !== '', saying({ zh: '文件为空', en: 'the file is empty' }));

async function readFile(request: FastifyRequest, bytes: Buffer): Promise<string> {
  const type = request.headers['content-type'] ?? '';
  if (otherTypes.test(type)) {
    const [given] = type.split(';');
    const detail = {
      zh: `请将 CSV 文件本身作为请求内容，类型为 text/csv，而不是 ${given}。`,
      en: `Send the CSV file itself as the body, with content type text/csv, not as ${given}.`,
    };
    throw new Problem({ status: 415, code: 'bad_request', detail });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const detail = {
      zh: '文件不是 UTF-8 编码。请在表格软件中另存为“CSV UTF-8”。',
      en: 'The file is not in UTF-8. Save it as "CSV UTF-8", as spreadsheet programs call it.',
    };
    throw new Problem({ status: 422, code: 'invalid', detail });
  }
}

function answerOf(
  kind: RegistryKind,
  { secrets, leftOut, ...outcome }: ImportOutcome,
  language: Language,
): ImportAnswer {
  const left = leftOut > 0 ? { left_out: leftOut } : {};
  const rejected = outcome.rejected.map(({ line, column, reason }) => ({
    ...{ line, column, reason: storedWords(reason)[language] },
  }));
  const counted = { ...outcome, rejected, ...left };
  return kind === 'devices' ? { ...counted, secrets: [...secrets] } : counted;
}

/** Rows were rejected and nothing was changed. */
function refusedFile(kind: RegistryKind, outcome: ImportOutcome, partial: boolean): Problem {
  const [first] = outcome.rejected;
  const { zh = '', en = '' } = first === undefined ? {} : storedWords(first.reason);
  const count = outcome.rejected.length + outcome.leftOut;
  const column = first?.column ?? '';
  const place = {
    zh: `第 ${first?.line} 行${column === '' ? '' : ` ${column} 列`}`,
    en: `line ${first?.line}${column === '' ? '' : `, column ${column}`}`,
  };
  const mend = partial
    ? { zh: '请改正', en: 'Mend it' }
    : {
        zh: '请改正，或用 partial=true 只导入其他行',
        en: 'Mend it, or take the other rows alone with partial=true',
      };
  return new Problem({
    status: 422,
    code: 'rows_rejected',
    detail: {
      zh: `未作任何更改：共 ${count} 处错误，第一处在${place.zh}：${zh}。${mend.zh}。`,
      en: `Nothing was changed: ${count} mistakes, the first in ${place.en}: ${en}. ${mend.en}.`,
    },
    members: (language) => answerOf(kind, outcome, language),
  });
}

const runningAnswer = shown(
  z
    .looseObject({
      kind: z.enum(registryKinds),
      by: z.string(),
      rows: count.nullable().describe('That can be used; `null` while the file is read'),
      looked: count,
      taken: count,
    })
    .meta({ id: 'RunningImport' }),
);

export function importRoutes(api: ApiApp, options: ApiOptions): void {
  const running = new RunningImports();
  api.get(
    '/imports',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['registry'],
        summary: 'How far the imports have come that are going on',
        querystring: noQuery,
        response: { 200: listOf(runningAnswer) },
      },
    },
    async () => wholeList(running.list().map((progress) => ({ ...progress }))),
  );
  // In a scope of its own, for here alone a body is not JSON.
  api.register(async (scope: ApiApp) => {
    scope.removeAllContentTypeParsers();
    // Programs send files with many types or none.
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxFileBytes }, readFile);
    for (const kind of registryKinds) importRoute(scope, kind, options, running);
  });
}

function importRoute(scope: ApiApp, kind: RegistryKind, options: ApiOptions, running: RunningImports): void {
  scope.post(
    `/imports/${kind}`,
    {
      bodyLimit: maxFileBytes,
      config: { access: 'admin' },
      schema: {
        tags: ['registry'],
        summary: `Import ${kind}.csv`,
        description:
          'Importing the same again changes nothing. A 422 where rows were rejected and nothing was changed. A file of ' +
          'more than 1,000 points or devices is looked at as a whole first and then taken 1,000 at a time; devices that ' +
          'exchange their EUIs stand within the same thousand.',
        consumes: ['text/csv'],
        querystring: z.strictObject({
          dry_run: flagField.default(false).describe('Only say what would happen'),
          partial: flagField.default(false).describe('Take the good rows although there are bad ones'),
        }),
        body: fileBody,
        response: { 200: importAnswer },
      },
    },
    async (request, reply) => {
      const { dry_run: dryRun, partial } = request.query;
      const caller = actorOf(request);
      const outcome = await running.follow(kind, caller.name, (progress) => {
        const task = { kind, text: request.body, flags: { dryRun, partial }, caller, progress };
        return importRegistry(task, options);
      });
      const usable = outcome.created + outcome.updated + outcome.unchanged;
      if (outcome.rejected.length > 0 && usable === 0) throw refusedFile(kind, outcome, partial);
      return answerOf(kind, outcome, speak(reply));
    },
  );
}
