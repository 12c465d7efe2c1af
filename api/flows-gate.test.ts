import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '../core/person.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
let asked: IncomingMessage[];
let upgraded: string[];
let port: number;

beforeEach(async () => {
  asked = [];
  upgraded = [];
  hub = await startTestHub({
    flows: {
      view: () => ({ state: 'running', since: 0, restarts: 2, lastEnd: null, memoryBytes: 2 ** 27, log: [] }),
      restart: () => asked.push({ url: 'restart' } as IncomingMessage),
      editor: {
        web(request, response) {
          asked.push(request);
          let body = '';
          request.on('data', (chunk: Buffer) => {
            body += chunk.toString();
          });
          request.on('end', () => response.end(`editor ${request.method} ${request.url} ${body}`));
        },
        upgrade(request, socket) {
          upgraded.push(request.url ?? '');
          socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
        },
      },
    },
  });
  await hub.app.listen({ host: '127.0.0.1', port: 0 });
  port = (hub.app.server.address() as AddressInfo).port;
});

afterEach(() => hub.app.close());

function get(path: string, headers: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init, headers });
}

describe('the editor of the flows', () => {
  test('is an administrator’s, body and all', async () => {
    const response = await get('/flows/nodes?x=1', hub.login('admin'), { method: 'POST', body: '{"odd": ' });
    expect(await response.text()).toBe('editor POST /flows/nodes?x=1 {"odd": ');
  });

  test.each<Role>(['viewer', 'crew', 'operator'])('is not there for the role %s', async (role) => {
    expect((await get('/flows/', hub.login(role))).status).toBe(403);
    expect(asked).toEqual([]);
  });

  test('sends a browser without a login to the login page, and a program away', async () => {
    const page = await get('/flows/', { accept: 'text/html' });
    expect([page.status, page.headers.get('location')]).toEqual([302, '/?next=%2Fflows%2F']);
    expect((await get('/flows/settings')).status).toBe(401);
    expect(asked).toEqual([]);
  });

  test('is not for pages of other sites', async () => {
    const cookie = `sluice_session=${hub.login('admin').authorization.slice('Bearer '.length)}`;
    const headers = { cookie, 'sec-fetch-site': 'cross-site' };
    expect((await get('/flows/flows', headers, { method: 'POST', body: '[]' })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  test('has every deploy in the audit log', async () => {
    await get('/flows/flows', hub.login('admin'), { method: 'POST', body: '[]' });
    await expect.poll(() => hub.commands.map(({ name }) => name)).toEqual(['flows.deployed']);
    expect(hub.commands[0]?.actor).toMatchObject({ name: 'admin', from: '127.0.0.1' });
  });
});

describe('its WebSocket', () => {
  /** The status line that an upgrade is answered with. */
  function upgrade(headers: Record<string, string>): Promise<string> {
    return new Promise((resolve) => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `GET /flows/comms HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${lines.join('')}\r\n`,
        );
      });
      socket.once('data', (data) => {
        resolve(data.toString().split('\r\n')[0] ?? '');
        socket.destroy();
      });
    });
  }
  const cookieOf = (role: Role) => `sluice_session=${hub.login(role).authorization.slice('Bearer '.length)}`;

  test('opens for an administrator’s page of the hub alone', async () => {
    const origin = `http://127.0.0.1:${port}`;
    expect(await upgrade({ cookie: cookieOf('admin'), origin })).toContain('101');
    expect(await upgrade({ cookie: cookieOf('operator'), origin })).toContain('403');
    expect(await upgrade({ origin })).toContain('403');
    expect(await upgrade({ cookie: cookieOf('admin'), origin: 'https://evil.example' })).toContain('403');
    expect(upgraded).toEqual(['/flows/comms']);
  });
});

describe('GET /flows', () => {
  test('says how they fare, and an administrator starts them anew', async () => {
    expect((await hub.call('operator', 'GET', '/flows')).body).toMatchObject({
      ...{ state: 'running', restarts: 2, memory_mb: 128, editor: '/flows/', last_end: null },
    });
    expect((await hub.call('operator', 'POST', '/flows/restart')).status).toBe(403);
    expect((await hub.call('admin', 'POST', '/flows/restart')).status).toBe(202);
    expect(asked.map(({ url }) => url)).toEqual(['restart']);
  });
});

test('where the flows are off, that is said', async () => {
  const off = await startTestHub();
  expect((await off.call('operator', 'GET', '/flows')).body).toMatchObject({ state: 'off', editor: null });
  expect((await off.call('admin', 'POST', '/flows/restart')).status).toBe(404);
  await off.app.close();
});
