// The OpenAPI document as a page that people read: no scripts and nothing from elsewhere, so it opens anywhere.
import { z } from 'zod';
import { escapeHtml } from './escape-html.ts';

const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaShape>;

const contentShape = z.record(z.string(), z.object({ schema: z.unknown() }));
const operationShape = z.looseObject({
  summary: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.unknown(),
      }),
    )
    .optional(),
  requestBody: z.looseObject({ content: contentShape.optional() }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: contentShape.optional() })).optional(),
});
type Operation = z.infer<typeof operationShape>;

const documentShape = z.looseObject({
  info: z.looseObject({ title: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h2{margin-top:2.5rem;border-bottom:1px solid #d0d7de;text-transform:capitalize}
h3{margin:1.5rem 0 .25rem}code{font:14px ui-monospace,monospace;background:#f3f4f6;padding:.1em .3em;border-radius:3px}
table{border-collapse:collapse;margin:.5rem 0;width:100%}td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}
th{font-weight:600;font-size:.85rem;color:#57606a}td{border-top:1px solid #eaeef2}p{margin:.25rem 0}`;

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function parseSchema(schema: unknown): Schema {
  return schemaShape.safeParse(schema).data ?? {};
}

/** The type of a value in a few words. */
function typeWords(given: unknown): string {
  const schema = parseSchema(given);
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeWords))].join(' or ');
  if (schema.items !== undefined) return `list of ${typeWords(schema.items) || 'values'}`;
  return schema.format ?? [schema.type ?? []].flat().join(' or ');
}

interface Row {
  readonly name: string;
  readonly place: string;
  readonly schema: unknown;
  readonly isRequired: boolean;
}

function rowsTable(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(({ name, place, schema, isRequired }) => {
    const words = [isRequired ? 'required' : '', parseSchema(schema).description ?? '']
      .filter(Boolean)
      .join('; ');
    return `<tr><td>${code(name)}</td><td>${place}</td><td>${escapeHtml(typeWords(schema))}</td><td>${escapeHtml(words)}</td></tr>`;
  });
  return `<table><tr><th>name</th><th>in</th><th>type</th><th></th></tr>${lines.join('')}</table>`;
}

function fieldRows(given: unknown, place: string): Row[] {
  const schema = parseSchema(given);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    place,
    schema: field,
    isRequired: schema.required?.includes(name) ?? false,
  }));
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const asked: Row[] = (operation.parameters ?? []).map((parameter) => ({
    name: parameter.name,
    place: parameter.in,
    schema: parameter.schema,
    isRequired: parameter.required ?? false,
  }));
  for (const { schema } of Object.values(operation.requestBody?.content ?? {}).slice(0, 1)) {
    asked.push(...fieldRows(schema, 'body'));
  }
  const bodyTypes = Object.keys(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses ?? {}).flatMap(([status, answer]) =>
    status === 'default' ? [] : Object.values(answer.content ?? {}).map(({ schema }) => ({ status, schema })),
  );
  return [
    `<h3>${code(`${method.toUpperCase()} ${path}`)}</h3>`,
    `<p>${escapeHtml([operation.summary, operation.description].filter(Boolean).join('. '))}</p>`,
    bodyTypes.length === 0 ? '' : `<p>Body: ${bodyTypes.map(code).join(', ')}</p>`,
    rowsTable(asked),
    ...answers.map(({ status, schema }) => {
      const fields = Object.keys(parseSchema(schema).properties ?? {});
      const words = fields.length > 0 ? fields.map(code).join(', ') : escapeHtml(typeWords(schema));
      return `<p>${status}: ${words}</p>`;
    }),
  ].join('\n');
}

/** @param openApi the document as served at /api/v1/openapi.json. Throws where it is not such a document. */
export function docsPage(openApi: unknown): string {
  const { info, paths } = documentShape.parse(openApi);
  const byTag = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, given] of Object.entries(methods)) {
      const operation = operationShape.safeParse(given).data;
      if (operation === undefined) continue;
      const tag = operation.tags?.[0] ?? 'other';
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const sections = [...byTag].map(
    ([tag, calls]) => `<h2 id="${escapeHtml(tag)}">${escapeHtml(tag)}</h2>\n${calls.join('\n')}`,
  );
  const contents = [...byTag.keys()]
    .map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`)
    .join(' · ');
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(info.title)} API</title><style>${style}</style>
<h1>${escapeHtml(info.title)} API</h1>
<p>${escapeHtml(info.description ?? '')}</p>
<p>For programs: <a href="/api/v1/openapi.json">openapi.json</a></p>
<p>${contents}</p>
${sections.join('\n')}
</html>
`;
}
