import { afterEach, expect, test } from 'vitest';
import { SluiceError } from '../core/error.ts';
import type { Views } from '../core/ports.ts';
import { sameInBoth } from '../core/said.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

async function devicesFail(thrown: unknown) {
  const given: Partial<Views> = { devices: () => Promise.reject(thrown) };
  hub = await startTestHub({ given });
  return hub.call('viewer', 'GET', '/devices');
}

test('a cursor that is none of ours is the reader’s mistake', async () => {
  const { status, body } = await devicesFail(
    new SluiceError('the cursor cannot be read', { code: 'bad_cursor', hint: 'start again without one' }),
  );
  expect(status).toBe(400);
  expect(body).toMatchObject({
    type: 'urn:sluice:problem:bad_cursor',
    detail: 'the cursor cannot be read: start again without one',
  });
});

test('a failure that may pass asks for another try', async () => {
  const { status, headers, body } = await devicesFail(
    new SluiceError('the disk is full', { code: 'disk_full', retryable: true, hint: 'make room' }),
  );
  expect(status).toBe(503);
  expect(headers['retry-after']).toBe('5');
  expect(body.detail).toBe('the disk is full: make room');
});

test('a failure that stays is an error of the hub', async () => {
  const { status, body } = await devicesFail(new SluiceError('the database is broken', { code: 'broken' }));
  expect(status).toBe(500);
  expect(body.type).toBe('urn:sluice:problem:broken');
});

test('a bug tells its request’s id and nothing of the inside', async () => {
  const { status, body } = await devicesFail(new TypeError('x is not a function at /srv/secret'));
  expect(status).toBe(500);
  expect(body.detail).toContain(String(body.request_id));
  expect(JSON.stringify(body)).not.toContain('secret');
});

test('a failing command is refused without a false yes', async () => {
  hub = await startTestHub({
    answers: {
      'case.act': () => {
        throw new SluiceError('nothing was kept', { code: 'disk_failed', retryable: true });
      },
    },
  });
  const { status, body } = await hub.call('operator', 'POST', '/cases/C-1/actions', { action: 'file' });
  expect(status).toBe(503);
  expect(body.type).toBe('urn:sluice:problem:disk_failed');
});

test.each([
  ['not_found', 404],
  ['forbidden', 403],
  ['conflict', 409],
  ['invalid', 422],
] as const)('a refusal of kind %s is a %i with the fold’s own words', async (kind, expected) => {
  hub = await startTestHub({
    answers: { 'alarm.act': () => ({ ok: false, refusal: { kind, detail: sameInBoth('because so') } }) },
  });
  const { status, body } = await hub.call('operator', 'POST', '/alarms/A-1/actions', { action: 'unshelve' });
  expect(status).toBe(expected);
  expect(body).toMatchObject({ type: `urn:sluice:problem:${kind}`, status: expected, detail: 'because so' });
});

test('a body that is not JSON, is missing, or is of another kind says so', async () => {
  hub = await startTestHub();
  const post = (payload: string, type: string) =>
    hub.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { ...hub.login('operator'), 'content-type': type },
      payload,
    });
  const broken = await post('{"category":', 'application/json');
  expect([broken.statusCode, broken.json().detail]).toEqual([400, 'The body is not valid JSON.']);
  const empty = await post('', 'application/json');
  expect([empty.statusCode, empty.json().detail]).toEqual([422, expect.stringContaining('expected object')]);
  const form = await post('a=b', 'application/x-www-form-urlencoded');
  expect([form.statusCode, form.json().detail]).toEqual([415, expect.stringContaining('application/json')]);
});

test.each([
  ['POST', '/devices/G-1/secret', 200],
  ['DELETE', '/sessions/current', 204],
] as const)('%s %s needs no body, whatever type is named for it', async (method, path, expected) => {
  hub = await startTestHub();
  const headers = { ...hub.login('admin'), 'content-type': 'application/json' };
  const response = await hub.app.inject({ method, url: `/api/v1${path}`, headers });
  expect(response.statusCode).toBe(expected);
});

test('a body that would change what all objects are is refused', async () => {
  hub = await startTestHub();
  const headers = { ...hub.login('admin'), 'content-type': 'application/json' };
  const payload = '{"id":"x","__proto__":{"admin":true}}';
  const response = await hub.app.inject({ method: 'PUT', url: '/api/v1/rules/x', headers, payload });
  expect(response.statusCode).toBe(400);
  expect(hub.commands).toEqual([]);
});

test('a body that is too large is refused before it is read', async () => {
  hub = await startTestHub();
  const body = { category: '05-06', title: 'x', description: 'y'.repeat(1_100_000) };
  const { status, headers, body: problem } = await hub.call('operator', 'POST', '/cases', body);
  expect(status).toBe(413);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(problem.detail).toContain('larger than this call takes');
  expect(hub.commands).toEqual([]);
});

test('a parameter that no call has is refused by name, and a blank one is as good as none', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('viewer', 'GET', '/alarms?pointid=P-1');
  expect(status).toBe(400);
  expect(body).toMatchObject({
    field: 'pointid',
    detail: 'The query cannot be used. pointid: unknown: pointid.',
  });
  expect((await hub.call('viewer', 'GET', '/alarms?severity=&cursor=')).status).toBe(200);
});

test('a value that is out of range says what would be in it', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('viewer', 'GET', '/alarms?severity=purple&limit=1001');
  expect(status).toBe(400);
  expect(body.detail).toContain('"blue"|"yellow"|"orange"|"red"');
  expect(body.detail).toContain('<=1000');
});

test('a field that no body has is refused by name', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('operator', 'POST', '/cases/C-1/actions', {
    action: 'file',
    unitId: 'U',
  });
  expect(status).toBe(422);
  expect(body).toMatchObject({
    field: 'unitId',
    detail: 'The body cannot be used. unitId: unknown: unitId.',
  });
});

test('a path that is none says where the calls are described', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('viewer', 'GET', '/nothing');
  expect(status).toBe(404);
  expect(body.detail).toContain('/docs');
});

test.each([
  ['/api/v1/devices/%E0%A4%A', 400],
  ['//devices', 404],
  [`/api/v1/devices/${'x'.repeat(5_000)}`, 404],
])('an address that can be none, %s, is answered with the mend', async (url, status) => {
  hub = await startTestHub({ consoleDir: import.meta.dirname });
  const response = await hub.app.inject({ url, headers: hub.login('viewer') });
  expect(response.statusCode).toBe(status);
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.json().detail).toMatch(/Encode it|There is no/);
});
