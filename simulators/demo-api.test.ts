import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { DemoApi } from './demo-api.ts';

const apps: FastifyInstance[] = [];
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** Knows one password and honours each token for `uses` calls. */
async function hub(uses: number): Promise<{ readonly url: string; readonly logins: string[] }> {
  const app = fastify();
  apps.push(app);
  const logins: string[] = [];
  const left = new Map<string, number>();
  app.post('/api/v1/sessions', async (request, reply) => {
    const { username, password } = request.body as { username: string; password: string };
    logins.push(username);
    if (password !== 'right') return reply.code(401).send({ detail: 'wrong password' });
    const token = `token-${logins.length}`;
    left.set(`Bearer ${token}`, uses);
    return reply.code(201).send({ token });
  });
  app.get('/api/v1/cases', async (request, reply) => {
    const token = request.headers.authorization ?? '';
    const uses = left.get(token) ?? 0;
    left.set(token, uses - 1);
    return uses > 0 ? { items: [] } : reply.code(401).send({ detail: 'log in first' });
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, logins };
}

const forever = new AbortController().signal;

describe('DemoApi', () => {
  it('logs in anew when the hub has forgotten its session', async () => {
    const { url, logins } = await hub(1);
    const api = new DemoApi(url, forever);
    await api.login('admin', 'right');
    expect((await api.get('/cases')).status).toBe(200);
    expect((await api.get('/cases')).status).toBe(200);
    expect(logins).toEqual(['admin', 'admin']);
  });

  it('tries that once, and does not try without a login', async () => {
    const { url, logins } = await hub(0);
    const api = new DemoApi(url, forever);
    expect((await api.get('/cases')).status).toBe(401);
    await api.login('admin', 'right');
    expect((await api.get('/cases')).status).toBe(401);
    expect(logins).toEqual(['admin', 'admin']);
  });

  it('says what the hub said when it refuses a login', async () => {
    const { url } = await hub(1);
    const login = new DemoApi(url, forever).login('admin', 'wrong');
    await expect(login).rejects.toMatchObject({
      code: 'login_refused',
      message: expect.stringContaining('wrong password'),
    });
  });
});
