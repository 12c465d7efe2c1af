// Who changed what, when and from where: the list, whether it is whole, and the file of it.

import { Readable } from 'node:stream';
import { z } from 'zod';
import type { AuditFilter, KeptAuditEntry } from '../../core/audit.ts';
import type { Views } from '../../core/ports.ts';
import { formatInstant } from '../../core/time.ts';
import { instantAnswer, listAnswer, listOf, pageRequest, shown, written } from '../answer-schemas.ts';
import type { ApiApp } from '../api-app.ts';
import type { ApiOptions } from '../api-options.ts';
import { csvRows, csvStart } from '../csv-text.ts';
import { filterField, instantField, noQuery, pageFields } from '../request-fields.ts';
import { speak } from '../request-language.ts';

const tags = ['operations'];

const auditAnswer = shown(
  z
    .object({
      id: z.number().int(),
      at: instantAnswer,
      by: z.string(),
      from: z.string().describe('Network address, or `local`'),
      action: z.string(),
      subject: z.string(),
      detail: z.record(z.string(), z.unknown()),
      hash: z.string().describe('SHA-256 over the entry and the hash before it'),
    })
    .meta({ id: 'AuditEntry' }),
);

const checkAnswer = z
  .object({
    entries: z.number().int(),
    head: z.string().describe('Noted elsewhere, it shows later whether the end of the log was cut off'),
    broken: z
      .object({ id: z.number().int(), reason: z.string() })
      .nullable()
      .describe('The first entry that does not follow from those before it'),
  })
  .meta({ id: 'AuditCheck' });

const filterFields = {
  by: filterField.optional(),
  action: filterField.optional(),
  subject: filterField.optional(),
  from: instantField.optional(),
  to: instantField.optional().describe('Not in it any more'),
};

type Filter = Pick<AuditFilter, keyof typeof filterFields>;

function auditJson({ at, ...entry }: KeptAuditEntry) {
  return { ...entry, at: formatInstant(at) };
}

/** Entries asked for at once while a file is written. */
const filePage = 1_000;
const columns = ['id', 'at', 'by', 'from', 'action', 'subject', 'detail', 'hash'] as const;

function auditRow(entry: KeptAuditEntry) {
  const shown = auditJson(entry);
  return columns.map((name) => (name === 'detail' ? JSON.stringify(shown.detail) : shown[name]));
}

async function* auditCsv(views: Views, filter: Filter): AsyncGenerator<string> {
  yield csvStart + csvRows([columns]);
  let cursor: string | null = null;
  do {
    const page = await views.audit({ ...filter, limit: filePage, cursor });
    yield csvRows(page.items.map(auditRow));
    cursor = page.nextCursor;
  } while (cursor !== null);
}

export function auditRoutes(api: ApiApp, { views }: ApiOptions): void {
  api.get(
    '/audit',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Who changed what, when and from where; newest first',
        querystring: z.strictObject({ ...filterFields, ...pageFields }),
        response: { 200: listOf(auditAnswer) },
      },
    },
    async ({ query: { limit, cursor, ...filter } }) => {
      const { items, nextCursor } = await views.audit({ ...filter, ...pageRequest({ limit, cursor }) });
      return listAnswer({ items: items.map(auditJson), nextCursor });
    },
  );

  api.get(
    '/audit.csv',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'The same as a file, whole',
        querystring: z.strictObject(filterFields),
        response: { 200: written(z.string()) },
      },
    },
    async (request, reply) => {
      reply.header('content-disposition', 'attachment; filename="audit.csv"').type('text/csv; charset=utf-8');
      return reply.send(Readable.from(auditCsv(views, request.query)) as never);
    },
  );

  api.get(
    '/audit/check',
    {
      config: { access: 'admin' },
      schema: {
        tags,
        summary: 'Whether the log is as it was written: each entry follows from the one before',
        querystring: noQuery,
        response: { 200: checkAnswer },
      },
    },
    async (_request, reply) => {
      const { broken, ...check } = await views.auditCheck();
      const language = speak(reply);
      return { ...check, broken: broken === null ? null : { ...broken, reason: broken.reason[language] } };
    },
  );
}
