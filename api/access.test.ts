import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localUsername, type Role, roles } from '../core/person.ts';
import { type Access, installAccess, sessionCookie } from './access.ts';
import { Sessions } from './sessions.ts';
import { startTestHub, type TestHub, testNow, testUser } from './test-hub.ts';

/** Who may do what: every call of the API, with the lowest role that may make it. */
const table: readonly (readonly [call: string, access: Access])[] = [
  ['GET /healthz', 'anyone'],
  ['GET /readyz', 'anyone'],
  ['GET /metrics', 'anyone'],
  ['POST /api/v1/sessions', 'anyone'],
  ['GET /api/v1/sessions/current', 'viewer'],
  ['DELETE /api/v1/sessions/current', 'anyone'],
  ['POST /api/v1/imports/units', 'admin'],
  ['POST /api/v1/imports/points', 'admin'],
  ['POST /api/v1/imports/devices', 'admin'],
  ['GET /api/v1/units', 'viewer'],
  ['GET /api/v1/points', 'viewer'],
  ['GET /api/v1/points/{id}', 'viewer'],
  ['GET /api/v1/points/{id}/camera', 'viewer'],
  ['GET /api/v1/points.geojson', 'viewer'],
  ['GET /api/v1/town', 'viewer'],
  ['GET /api/v1/town/places', 'viewer'],
  ['GET /api/v1/town/tiles/{z}/{x}/{y}', 'viewer'],
  ['POST /api/v1/points/{id}/permit', 'operator'],
  ['GET /api/v1/devices', 'viewer'],
  ['GET /api/v1/devices/{id}', 'viewer'],
  ['GET /api/v1/device-counts', 'viewer'],
  ['GET /api/v1/devices/{id}/status-history', 'viewer'],
  ['GET /api/v1/outages', 'viewer'],
  ['GET /api/v1/uptime', 'viewer'],
  ['GET /api/v1/rainstorm', 'viewer'],
  ['GET /api/v1/alarm-load', 'viewer'],
  ['POST /api/v1/devices/{id}/secret', 'admin'],
  ['POST /api/v1/devices/{id}/maintenance', 'operator'],
  ['GET /api/v1/devices/{id}/commands', 'viewer'],
  ['GET /api/v1/devices/{id}/commands/{command_id}', 'viewer'],
  ['POST /api/v1/devices/{id}/commands', 'operator'],
  ['GET /api/v1/readings', 'viewer'],
  ['GET /api/v1/alarms', 'viewer'],
  ['GET /api/v1/alarms/{id}', 'viewer'],
  ['POST /api/v1/alarms/{id}/actions', 'operator'],
  ['GET /api/v1/cases', 'viewer'],
  ['GET /api/v1/cases.csv', 'viewer'],
  ['GET /api/v1/cases/{id}', 'viewer'],
  ['GET /api/v1/cases/{id}/notices', 'viewer'],
  ['POST /api/v1/cases', 'crew'],
  ['POST /api/v1/cases/{id}/actions', 'crew'],
  ['GET /api/v1/own-reports', 'crew'],
  ['GET /api/v1/case-tables', 'viewer'],
  ['GET /api/v1/case-tables/{name}', 'viewer'],
  ['PUT /api/v1/case-tables/{name}', 'admin'],
  ['POST /api/v1/case-tables/{name}/check', 'operator'],
  ['GET /api/v1/rosters', 'viewer'],
  ['GET /api/v1/cases/{id}/reporters', 'operator'],
  ['POST /api/v1/cases/{id}/appeal', 'crew'],
  ['POST /api/v1/cases/{id}/appeal/reviews', 'operator'],
  ['GET /api/v1/cases/{id}/letters', 'viewer'],
  ['POST /api/v1/cases/{id}/letters', 'operator'],
  ['PUT /api/v1/cases/{id}/letters/{letter}', 'operator'],
  ['POST /api/v1/cases/{id}/letters/{letter}/sign', 'operator'],
  ['POST /api/v1/cases/{id}/letters/{letter}/reply', 'crew'],
  ['GET /api/v1/cases/{id}/letters/{letter}.html', 'viewer'],
  ['GET /api/v1/cases/{id}/letters/{letter}.pdf', 'viewer'],
  ['POST /api/v1/cases/{id}/merge', 'operator'],
  ['GET /api/v1/cases/{id}/doubles', 'operator'],
  ['GET /api/v1/indicators', 'viewer'],
  ['GET /api/v1/reports/monthly.html', 'operator'],
  ['GET /api/v1/reports/monthly.csv', 'operator'],
  ['GET /api/v1/reports/monthly.xlsx', 'operator'],
  ['GET /api/v1/patrol', 'viewer'],
  ['GET /api/v1/patrol.html', 'viewer'],
  ['POST /api/v1/photos', 'crew'],
  ['GET /api/v1/photos/{id}', 'viewer'],
  ['POST /api/v1/cases/{id}/photos', 'crew'],
  ['GET /api/v1/receipts/{token}', 'anyone'],
  ['POST /api/v1/receipts/{token}', 'anyone'],
  ['GET /api/v1/units/{id}/roster', 'viewer'],
  ['PUT /api/v1/units/{id}/roster', 'operator'],
  ['GET /api/v1/rules', 'viewer'],
  ['GET /api/v1/rules/{id}', 'viewer'],
  ['PUT /api/v1/rules/{id}', 'admin'],
  ['POST /api/v1/rules/backtest', 'operator'],
  ['GET /api/v1/explain', 'viewer'],
  ['GET /api/v1/users', 'operator'],
  ['POST /api/v1/users', 'admin'],
  ['PUT /api/v1/users/{username}', 'admin'],
  ['GET /api/v1/accounts', 'admin'],
  ['POST /api/v1/accounts', 'admin'],
  ['PUT /api/v1/accounts/{name}', 'admin'],
  ['POST /api/v1/accounts/{name}/secret', 'admin'],
  ['GET /api/v1/tokens', 'admin'],
  ['POST /api/v1/tokens', 'admin'],
  ['DELETE /api/v1/accounts/{name}', 'admin'],
  ['DELETE /api/v1/tokens/{name}', 'admin'],
  ['GET /api/v1/accounting', 'viewer'],
  ['GET /api/v1/rainstorms', 'viewer'],
  ['GET /api/v1/map-ground', 'viewer'],
  ['POST /api/v1/rules/check', 'viewer'],
  ['POST /api/v1/profiles/check', 'operator'],
  ['PUT /api/v1/profiles/{id}', 'admin'],
  ['GET /api/v1/quarantine', 'operator'],
  ['GET /api/v1/quarantine/groups', 'operator'],
  ['POST /api/v1/quarantine/retry', 'operator'],
  ['GET /api/v1/imports', 'admin'],
  ['GET /api/v1/exports/units', 'operator'],
  ['GET /api/v1/exports/points', 'operator'],
  ['GET /api/v1/exports/devices', 'operator'],
  ['GET /api/v1/zero-proposals', 'viewer'],
  ['POST /api/v1/zero-proposals/{id}/actions', 'operator'],
  ['GET /api/v1/unknown-devices', 'operator'],
  ['GET /api/v1/unknown-devices/{id}', 'operator'],
  ['POST /api/v1/unknown-devices/{id}/adopt', 'admin'],
  ['GET /api/v1/announcements', 'viewer'],
  ['GET /api/v1/announcements/zones', 'viewer'],
  ['POST /api/v1/announcements/{id}/{action}', 'operator'],
  ['GET /api/v1/outlets', 'operator'],
  ['GET /api/v1/outlets/{name}/dead-letters', 'operator'],
  ['POST /api/v1/outlets/{name}/{action}', 'admin'],
  ['GET /api/v1/audit', 'admin'],
  ['GET /api/v1/audit/check', 'admin'],
  ['GET /api/v1/audit.csv', 'admin'],
  ['GET /api/v1/events', 'viewer'],
  ['GET /api/v1/profiles', 'viewer'],
  ['POST /api/v1/profiles/propose', 'operator'],
  ['GET /api/v1/flows', 'operator'],
  ['POST /api/v1/flows/restart', 'admin'],
  ['GET /feeds/alarms.geojson', 'anyone'],
  ['GET /feeds/cap.atom', 'anyone'],
  ['GET /feeds/cap/{file}', 'anyone'],
  ['GET /open311/discovery', 'anyone'],
  ['GET /open311/v2/discovery', 'anyone'],
  ['GET /open311/v2/services', 'anyone'],
  ['GET /open311/v2/services/{id}', 'anyone'],
  ['GET /open311/v2/requests', 'anyone'],
  ['POST /open311/v2/requests', 'anyone'],
  ['GET /open311/v2/requests/{id}', 'anyone'],
  ['GET /open311/v2/tokens/{id}', 'anyone'],
];

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});

afterAll(async () => {
  await hub.app.close();
});

/** The status of a call without parameters or body: what comes after the check of the role does not matter. */
async function statusOf(call: string, role: Role | null): Promise<number> {
  const [method, path = ''] = call.split(' ') as ['GET' | 'POST', string];
  // Of a stream only the head is awaited.
  const response = await hub.app.inject({
    method,
    url: path.replace(/\{\w+\}/g, 'x'),
    headers: role === null ? {} : hub.login(role),
    payloadAsStream: true,
  });
  response.stream().destroy();
  return response.statusCode;
}

test('the table names every call that the API has', async () => {
  const { paths } = (await hub.app.inject('/api/v1/openapi.json')).json();
  const calls = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(calls.sort()).toEqual(table.map(([call]) => call).sort());
});

describe.each(table)('%s', (call, access) => {
  const admitted = access === 'anyone' ? roles : roles.slice(roles.indexOf(access));

  test(`needs ${access === 'anyone' ? 'no login' : `the role ${access}`}`, async () => {
    // A login that is empty is no login that is refused.
    if (access === 'anyone') expect([401, 403]).not.toContain(await statusOf(call, null));
    else expect(await statusOf(call, null)).toBe(401);
    for (const role of roles) {
      const status = await statusOf(call, role);
      if (admitted.includes(role)) expect([401, 403], role).not.toContain(status);
      else expect(status, role).toBe(403);
    }
  });
});

test('a refusal says which role is needed and whom to ask', async () => {
  const { body } = await hub.call('viewer', 'POST', '/cases', {});
  expect(body).toMatchObject({ type: 'urn:sluice:problem:forbidden', status: 403 });
  expect(body.detail).toContain('role crew; you have viewer');
});

test('a call without a login says how to log in', async () => {
  const response = await hub.app.inject('/api/v1/devices');
  expect(response.statusCode).toBe(401);
  expect(response.headers['www-authenticate']).toContain('Bearer');
  expect(response.headers['content-type']).toBe('application/problem+json');
  expect(response.json().detail).toContain('/api/v1/sessions');
});

test('a token that was tampered with is none', async () => {
  const { authorization } = hub.login('admin');
  const tampered = authorization.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const response = await hub.app.inject({ url: '/api/v1/devices', headers: { authorization: tampered } });
  expect(response.statusCode).toBe(401);
  expect(response.json().detail).toContain('not valid');
});

describe('the cookie', () => {
  const cookie = () => ({ [sessionCookie]: hub.login('admin').authorization.replace('Bearer ', '') });
  const report = { category: '05-06', point_id: 'P-1', title: 'water' };
  const post = (headers: Record<string, string>) =>
    hub.app.inject({ method: 'POST', url: '/api/v1/cases', headers, cookies: cookie(), payload: report });

  test('serves as well as the bearer token', async () => {
    expect((await hub.app.inject({ url: '/api/v1/users', cookies: cookie() })).statusCode).toBe(200);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(201);
  });

  test('does not act for a page of another site', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example', host: 'hub.example' },
    ]) {
      const response = await post(headers);
      expect(response.statusCode).toBe(403);
      expect(response.json().type).toBe('urn:sluice:problem:cross_origin');
    }
  });

  test('acts for the hub’s own page in an older browser', async () => {
    expect((await post({ origin: 'https://hub.example', host: 'hub.example' })).statusCode).toBe(201);
  });
});

test('a page of another site may act with a bearer token of its own', async () => {
  const headers = { ...hub.login('crew'), 'sec-fetch-site': 'cross-site' };
  const payload = { category: '05-06', point_id: 'P-1', title: 'water' };
  const response = await hub.app.inject({ method: 'POST', url: '/api/v1/cases', headers, payload });
  expect(response.statusCode).toBe(201);
});

test('a command bears who gave it, and from where', async () => {
  const before = hub.commands.length;
  await hub.call('crew', 'POST', '/cases/C-1/actions', { action: 'accept' });
  expect(hub.commands.slice(before)).toEqual([
    {
      name: 'case.act',
      actor: { name: 'crew', role: 'crew', unitId: 'U-1', from: '127.0.0.1' },
      body: { caseId: 'C-1', action: 'accept' },
    },
  ]);
});

test('a call that declares no role does not start', () => {
  const app = fastify();
  const credentials = {
    user: () => undefined,
    account: () => undefined,
    apiToken: () => undefined,
    deviceSecretHash: () => undefined,
  };
  installAccess(app, new Sessions({ key: new Uint8Array(32), credentials, now: () => testNow }));
  expect(() => app.get('/open', async () => 'all')).toThrow('route GET /open says who may use it');
});

test('the command line of the hub’s own machine is known as such', async () => {
  const local = { ...testUser('admin'), username: localUsername };
  hub.users.set(localUsername, local);
  const { credentials, sessionKey: key, now } = hub.options;
  const authorization = `Bearer ${new Sessions({ key, credentials, now }).begin(local)}`;
  const url = '/api/v1/devices/G-1/secret';
  expect((await hub.app.inject({ method: 'POST', url, headers: { authorization } })).statusCode).toBe(200);
  expect(hub.commands.at(-1)?.actor).toEqual({ name: 'local', role: 'admin', unitId: null, from: 'local' });
});
