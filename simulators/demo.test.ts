import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { type BareBroker, startBareBroker } from './bare-broker.ts';
import { crewUsers } from './crews.ts';
import { runDemo } from './demo.ts';
import { createTown } from './town.ts';

interface HubStandIn {
  readonly app: FastifyInstance;
  readonly httpUrl: string;
  readonly calls: string[];
}

/** The few calls of the hub's API that the demo uses, with what it was asked. */
async function hubStandIn(importStatus = 200): Promise<HubStandIn> {
  // A request that the demo gave up when it was told to stop keeps its connection: closing does not wait for it.
  const app = fastify({ forceCloseConnections: true });
  const calls: string[] = [];
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/api/v1/sessions', async (request, reply) => {
    const { username, password } = request.body as { username: string; password: string };
    calls.push(`login ${username}`);
    if (username === 'admin' && password !== 'right')
      return reply.code(401).send({ detail: 'wrong password' });
    return reply.code(201).send({ token: `token of ${username}`, user: {} });
  });
  app.post('/api/v1/imports/:kind', async (request, reply) => {
    const lines = String(request.body).trim().split('\n').length - 1;
    const { kind } = request.params as { kind: string };
    calls.push(`import ${lines} ${kind} with ${request.headers.authorization}`);
    return reply.code(importStatus).send({ created: lines, rejected: [] });
  });
  app.post('/api/v1/users', async (request, reply) => {
    calls.push(`user ${(request.body as { username: string }).username}`);
    return reply.code(409).send({ detail: 'there already' });
  });
  app.get('/api/v1/cases', async () => ({ items: [], next_cursor: null }));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { app, calls, httpUrl: `http://127.0.0.1:${port}` };
}

const opened: (HubStandIn | BareBroker)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await ('app' in one ? one.app.close() : one.die());
});

describe('runDemo', () => {
  it('brings the town in, connects its devices, calls the crews, and ends when told to', async () => {
    const hub = await hubStandIn();
    const broker = await startBareBroker();
    opened.push(hub, broker);
    const stop = new AbortController();
    const { httpUrl } = hub;
    const login = { username: 'admin', password: 'right' };
    const running = runDemo({
      httpUrl,
      mqttUrl: broker.url,
      ...login,
      covers: 30,
      signal: stop.signal,
      log: () => {},
    });
    await Promise.all(
      ['flood-gauge-01', 'rain-gauge-01', 'tilt-0001'].map((id) =>
        broker.message(({ topic }) => topic === `devices/${id}/telemetry`),
      ),
    );
    const lastCrew = crewUsers(createTown({ seed: 1 })).at(-1)?.username;
    await expect.poll(() => hub.calls).toContain(`login ${lastCrew}`);
    stop.abort();
    await running;
    expect(hub.calls.slice(0, 4)).toEqual([
      'login admin',
      'import 30 units with Bearer token of admin',
      'import 45 points with Bearer token of admin',
      'import 45 devices with Bearer token of admin',
    ]);
    await expect.poll(() => broker.aedes.connectedClients).toBe(0);
  });

  it('says why when the hub refuses the login or the town', async () => {
    const hub = await hubStandIn(422);
    opened.push(hub);
    const options = {
      ...{ httpUrl: hub.httpUrl, mqttUrl: 'mqtt://127.0.0.1:9', username: 'admin', covers: 1 },
      signal: new AbortController().signal,
      log: () => {},
    };
    await expect(runDemo({ ...options, password: 'wrong' })).rejects.toMatchObject({ code: 'login_refused' });
    await expect(runDemo({ ...options, password: 'right' })).rejects.toMatchObject({
      code: 'import_refused',
    });
  });
});
