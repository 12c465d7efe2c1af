import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, startApi } from './start-api.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
let api: Api | null;

beforeEach(async () => {
  hub = await startTestHub();
  api = null;
});

afterEach(async () => {
  await api?.close();
  await hub.app.close();
});

test('a free port is taken and named', async () => {
  api = await startApi(hub.options);
  expect(api.port).toBeGreaterThan(0);
  const response = await fetch(`http://127.0.0.1:${api.port}/healthz`);
  expect(await response.json()).toEqual({ status: 'ok' });
});

test('a port in use is refused with the setting and the mend', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await expect(startApi({ ...hub.options, port: port ?? 0 })).rejects.toMatchObject({
    name: 'SluiceError',
    code: 'port_in_use',
    message: `port ${port} is in use`,
    hint: expect.stringContaining('SLUICE_HTTP_PORT'),
  });
  other.close();
});

test('an address of another machine is refused with the setting and the mend', async () => {
  await expect(startApi({ ...hub.options, host: '192.0.2.1' })).rejects.toMatchObject({
    code: 'address_not_available',
    hint: expect.stringContaining('SLUICE_HOST'),
  });
});

test('a close ends open streams, and nothing listens any more', async () => {
  api = await startApi(hub.options);
  const base = `http://127.0.0.1:${api.port}`;
  const stream = await fetch(`${base}/api/v1/events`, { headers: hub.login('viewer') });
  const closed = api.close();
  api = null;
  expect(await stream.text()).toBe('retry: 3000\n\n');
  await closed;
  await expect(fetch(`${base}/healthz`)).rejects.toThrow();
});

test('a body beyond the limit is refused over the wire too', async () => {
  api = await startApi(hub.options);
  const response = await fetch(`http://127.0.0.1:${api.port}/api/v1/cases`, {
    method: 'POST',
    headers: { ...hub.login('operator'), 'content-type': 'application/json' },
    body: `"${'x'.repeat(1_100_000)}"`,
  });
  expect(response.status).toBe(413);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});
