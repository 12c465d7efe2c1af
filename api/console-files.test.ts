import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from './test-hub.ts';

let folder: string;
let hub: TestHub;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-console-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<title>console</title>');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'start()');
  await mkdir(join(folder, 'crew'));
  await writeFile(join(folder, 'crew', 'index.html'), '<title>crew</title>');
  await writeFile(join(folder, 'crew', 'worker.js'), 'wait()');
  hub = await startTestHub({ consoleDir: folder });
});

afterEach(async () => {
  await hub.app.close();
  await rm(folder, { recursive: true });
});

const look = (url: string, accept: string) => hub.app.inject({ url, headers: { accept } });

test.each(['/', '/cases/C-1', '/points?kind=flood'])(
  'a browser that goes to %s gets the page',
  async (url) => {
    const response = await look(url, 'text/html,*/*');
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('<title>console</title>');
    expect(response.headers['cache-control']).toBe('no-cache');
    expect(response.headers['content-security-policy']).toContain("default-src 'self'");
  },
);

test.each(['/crew/', '/crew/cases/C-1'])(
  'a phone that goes to %s gets the page of the crews',
  async (url) => {
    const response = await look(url, 'text/html,*/*');
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('<title>crew</title>');
  },
);

test.each(['/', '/crew/'])('a program that asks for %s finds the page, compressed or not', async (url) => {
  for (const encoding of ['gzip, br', 'identity']) {
    const headers = { accept: '*/*', 'accept-encoding': encoding };
    const response = await hub.app.inject({ url, headers });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toContain('text/html');
  }
});

test('the page of the crews lies where its service worker reaches', async () => {
  const response = await look('/crew', 'text/html,*/*');
  expect(response.statusCode).toBe(308);
  expect(response.headers.location).toBe('/crew/');
  // A browser that kept the worker would keep an old page with it.
  expect((await look('/crew/worker.js', '*/*')).headers['cache-control']).toBe('no-cache');
});

test('files whose names change with their content are kept for good', async () => {
  const response = await look('/assets/app-1a2b.js', '*/*');
  expect(response.body).toBe('start()');
  expect(response.headers['cache-control']).toContain('immutable');
});

test.each([
  ['/cases/C-1', 'application/json'],
  ['/assets/gone.js', '*/*'],
  ['/api/v1/nothing', 'text/html'],
  ['/flows', 'text/html'],
  ['/metrics/x', 'text/html'],
])('%s for %s is not hidden by the page', async (url, accept) => {
  const response = await look(url, accept);
  expect(response.statusCode).toBe(404);
  expect(response.json()).toMatchObject({ type: 'urn:sluice:problem:not_found' });
});

test('a file that was compressed by the build goes out so, to whoever can read it', async () => {
  await writeFile(join(folder, 'assets', 'app-1a2b.js.br'), brotliCompressSync('start()'));
  const headers = { accept: '*/*', 'accept-encoding': 'gzip, br' };
  const response = await hub.app.inject({ url: '/assets/app-1a2b.js', headers });
  expect(response.headers).toMatchObject({ 'content-encoding': 'br' });
  expect(response.headers['content-type']).toContain('javascript');
  expect(response.headers['cache-control']).toContain('immutable');
  expect(brotliDecompressSync(response.rawPayload).toString()).toBe('start()');
  expect((await look('/assets/app-1a2b.js', '*/*')).body).toBe('start()');
});

test('nothing outside the folder is served', async () => {
  for (const url of ['/../package.json', '/..%2fpackage.json', '/assets/..%2f..%2fpackage.json']) {
    const response = await look(url, '*/*');
    expect(response.statusCode, url).toBeGreaterThanOrEqual(400);
    expect(response.body, url).not.toContain('dependencies');
  }
});

test('a console that is not built says how to build it', async () => {
  await hub.app.close();
  hub = await startTestHub();
  const response = await look('/', 'text/html');
  expect(response.statusCode).toBe(404);
  expect(response.json().detail).toContain('npm run build');
});
