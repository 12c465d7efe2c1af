import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { docsPage } from './docs-page.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

/** The structure of OpenAPI 3.1 as far as this document uses it; nothing else may be there. */
const contentShape = z.record(
  z.string().regex(/^\w+\/[\w.+-]+$/),
  z.strictObject({ schema: z.looseObject({}) }),
);
const responseShape = z.strictObject({ description: z.string().min(1), content: contentShape.optional() });
const operationShape = z.strictObject({
  summary: z.string().min(1),
  description: z.string().min(1),
  tags: z.array(z.string().min(1)).length(1),
  parameters: z
    .array(
      z.strictObject({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.boolean(),
        description: z.string().optional(),
        schema: z.looseObject({}),
      }),
    )
    .optional(),
  requestBody: z.strictObject({ required: z.boolean().optional(), content: contentShape }).optional(),
  responses: z.record(z.string().regex(/^([1-5]\d\d|default)$/), responseShape),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const documentShape = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
  paths: z.record(
    z.string().startsWith('/'),
    z.partialRecord(z.enum(['get', 'post', 'put', 'delete']), operationShape),
  ),
});

let hub: TestHub;
let document: z.infer<typeof documentShape>;

beforeAll(async () => {
  hub = await startTestHub();
  const response = await hub.app.inject('/api/v1/openapi.json');
  expect(response.headers['content-type']).toContain('application/json');
  document = documentShape.parse(response.json());
});

afterAll(async () => {
  await hub.app.close();
});

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ call: `${method} ${path}`, path, operation })),
  );

test('every schema that is referred to is there, and every one that is there is referred to', () => {
  const text = JSON.stringify(document);
  const named = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name);
  const there = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...new Set(named)].sort()).toEqual(there.sort());
});

test('every call says what it answers, when it goes well and when not', () => {
  for (const { call, operation } of operations()) {
    const codes = Object.keys(operation.responses);
    expect(
      codes.filter((code) => /^[23]/.test(code)),
      call,
    ).toHaveLength(1);
    expect(operation.responses.default?.content, call).toHaveProperty(['application/problem+json']);
  }
});

test('every parameter in a path is described', () => {
  for (const { call, path, operation } of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(
      described.map(({ name }) => name),
      call,
    ).toEqual(inPath);
  }
});

test('every call that needs a login says which role, and the others that they need none', () => {
  for (const { call, operation } of operations()) {
    const role = /Role: (viewer|crew|operator|admin)\.$/.test(operation.description);
    expect(operation.security !== undefined, call).toBe(role);
    expect(role || operation.description.endsWith('No login.'), call).toBe(true);
  }
});

test('lists answer with items and the cursor of the next page', () => {
  const lists = operations().filter(({ operation }) =>
    operation.parameters?.some(({ name }) => name === 'cursor'),
  );
  expect(lists.map(({ path }) => path.split('/').at(-1)).sort()).toEqual(
    [
      'accounts',
      'alarms',
      'announcements',
      'audit',
      'cases',
      'commands',
      'dead-letters',
      'devices',
      'letters',
      'outages',
      'points',
      'quarantine',
      'rainstorms',
      'rules',
      'tokens',
      'units',
      'unknown-devices',
      'users',
      'zero-proposals',
    ].sort(),
  );
  for (const { call, operation } of lists) {
    expect(operation.responses['200']?.content?.['application/json']?.schema, call).toMatchObject({
      required: ['items', 'next_cursor'],
    });
  }
});

test('files are sent and live changes come in their own types', () => {
  const { paths } = document;
  expect(Object.keys(paths['/api/v1/imports/units']?.post?.requestBody?.content ?? {})).toEqual(['text/csv']);
  expect(paths['/api/v1/events']?.get?.responses['200']?.content).toHaveProperty(['text/event-stream']);
  expect(paths['/api/v1/points.geojson']?.get?.responses['200']?.content).toHaveProperty([
    'application/geo+json',
  ]);
  expect(paths['/metrics']?.get?.responses['200']?.content).toHaveProperty(['text/plain']);
});

test('the page for people names every call, and needs nothing from elsewhere', async () => {
  const response = await hub.app.inject('/docs');
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
  for (const { call } of operations()) {
    const [method = '', path] = call.split(' ');
    expect(response.body).toContain(`<h3><code>${method.toUpperCase()} ${path}</code></h3>`);
  }
  expect(response.body).not.toContain('<script');
  expect(response.body).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('what stands in a document is text on the page, not markup', () => {
  const page = docsPage({
    info: { title: '<b>"T"</b>' },
    paths: { '/x': { get: { tags: ['a&b'], summary: '<script>alert(1)</script>' } } },
  });
  expect(page).toContain('&lt;b&gt;&quot;T&quot;&lt;/b&gt;');
  expect(page).toContain('a&amp;b');
  expect(page).not.toContain('<script>');
});

test('the page shows fields, their types and what must be given', () => {
  const schema = {
    type: 'object',
    required: ['until'],
    properties: {
      until: { anyOf: [{ type: 'number' }, { type: 'null' }], description: 'the end' },
      list: { type: 'array', items: { $ref: '#/components/schemas/Case' } },
      word: { enum: ['a', 'b'] },
    },
  };
  const operation = { requestBody: { content: { 'application/json': { schema } } }, responses: {} };
  const page = docsPage({ info: { title: 'T' }, paths: { '/x': { post: operation } } });
  expect(page).toContain(
    '<td><code>until</code></td><td>body</td><td>number or null</td><td>required; the end</td>',
  );
  expect(page).toContain('<td>list of Case</td>');
  expect(page).toContain('<td>a | b</td>');
});
