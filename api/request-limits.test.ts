import { expect, onTestFinished, test } from 'vitest';
import { defaultHttpSettings, type HttpSettings } from './request-limits.ts';
import { startTestHub } from './test-hub.ts';

async function start(http: Partial<HttpSettings> = {}) {
  const hub = await startTestHub({ http: { ...defaultHttpSettings, requestsPerMinute: 3, ...http } });
  onTestFinished(() => hub.app.close());
  return hub;
}

test('who asks too often is told when to come again, and nobody else suffers', async () => {
  const hub = await start();
  const ask = (role: 'viewer' | 'operator') => hub.call(role, 'GET', '/devices');
  for (let n = 0; n < 3; n += 1) expect((await ask('viewer')).status).toBe(200);
  const refused = await ask('viewer');
  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ type: 'urn:sluice:problem:too_many_requests', status: 429 });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
  expect((await ask('operator')).status).toBe(200);
});

test('without a login the address counts, behind a proxy that is believed the client’s own', async () => {
  const hub = await start({ trustedProxies: ['127.0.0.1'] });
  const ask = (client: string) =>
    hub.app.inject({ url: '/feeds/alarms.geojson', headers: { 'x-forwarded-for': client } });
  for (let n = 0; n < 3; n += 1) expect((await ask('10.1.1.1')).statusCode).toBe(200);
  expect((await ask('10.1.1.1')).statusCode).toBe(429);
  expect((await ask('10.1.1.2')).statusCode).toBe(200);
});

test('a proxy that is not believed hides nobody', async () => {
  const hub = await start();
  const ask = (client: string) =>
    hub.app.inject({ url: '/feeds/alarms.geojson', headers: { 'x-forwarded-for': client } });
  for (let n = 0; n < 3; n += 1) await ask(`10.1.1.${n}`);
  expect((await ask('10.1.1.9')).statusCode).toBe(429);
});

test('health and the console’s own files are free, and a city may set no limit', async () => {
  const { app } = await start();
  for (let n = 0; n < 6; n += 1) expect((await app.inject('/healthz')).statusCode).toBe(200);
  const unlimited = await start({ requestsPerMinute: null });
  for (let n = 0; n < 6; n += 1) expect((await unlimited.call('viewer', 'GET', '/devices')).status).toBe(200);
});
