import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const queued = { id: 'C000001', device_id: 'G-1', command: 'set_interval', state: 'queued' };

test('a command is queued with its parameters, in an object of their own or beside it', async () => {
  hub = await startTestHub({ answers: { 'device.command': () => ({ ok: true, value: queued }) } });
  const { status, body } = await hub.call('operator', 'POST', '/devices/G-1/commands', {
    command: 'set_interval',
    interval_s: 60,
    params: { until_dry: true },
    expires_at: '2026-07-01T12:00:00Z',
  });
  expect(status).toBe(201);
  expect(body).toEqual(queued);
  expect(hub.commands[0]).toMatchObject({
    name: 'device.command',
    actor: { name: 'operator' },
    body: {
      deviceId: 'G-1',
      command: 'set_interval',
      params: { interval_s: 60, until_dry: true },
      expiresAt: Date.UTC(2026, 6, 1, 12),
    },
  });
});

test.each([
  [{}, 'command'],
  [{ command: 'set interval' }, 'command'],
  [{ command: 'reboot', params: 7 }, 'params'],
  [{ command: 'reboot', params: { id: 'mine' } }, 'params'],
  [{ command: 'reboot', id: 'mine' }, 'params'],
  [{ command: 'reboot', note: 'x'.repeat(5_000) }, 'params'],
  [{ command: 'reboot', expires_at: 'soon' }, 'expires_at'],
  [{ command: 'set_interval' }, 'interval_s'],
  [{ command: 'set_interval', interval_s: 0 }, 'interval_s'],
  [{ command: 'set_interval', interval_s: '60' }, 'interval_s'],
])('%j is no command: %s', async (body, field) => {
  hub = await startTestHub();
  const answer = await hub.call('operator', 'POST', '/devices/G-1/commands', body);
  expect(answer.status).toBe(422);
  expect(answer.body.field).toBe(field);
  expect(hub.commands).toEqual([]);
});

test('who may only look sends none, and the fold says where there is no such device', async () => {
  const refusal = { kind: 'not_found', detail: sameInBoth('there is no device G-9') } as const;
  hub = await startTestHub({ answers: { 'device.command': () => ({ ok: false, refusal }) } });
  expect((await hub.call('viewer', 'POST', '/devices/G-1/commands', { command: 'reboot' })).status).toBe(403);
  expect((await hub.call('operator', 'POST', '/devices/G-9/commands', { command: 'reboot' })).status).toBe(
    404,
  );
});

test('the history of a device is a list, and one command is found below its own device only', async () => {
  const asked: unknown[] = [];
  hub = await startTestHub({
    given: {
      device: async (id) => (id === 'G-1' ? { id } : null),
      deviceCommands: async (filter) => {
        asked.push(filter);
        return page([queued]);
      },
      deviceCommand: async () => queued,
    },
  });
  const { body } = await hub.call('viewer', 'GET', '/devices/G-1/commands?state=queued&limit=5');
  expect(body).toEqual({ items: [queued], next_cursor: null });
  expect(asked).toEqual([{ deviceId: 'G-1', state: 'queued', limit: 5, cursor: null }]);
  expect((await hub.call('viewer', 'GET', '/devices/G-9/commands')).status).toBe(404);
  expect((await hub.call('viewer', 'GET', '/devices/G-1/commands/C000001')).body).toEqual(queued);
  expect((await hub.call('viewer', 'GET', '/devices/G-2/commands/C000001')).status).toBe(404);
});
