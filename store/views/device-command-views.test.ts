import { expect, test } from 'vitest';
import type { DeviceCommand } from '../../core/device-command.ts';
import { byId, midnight } from '../test-batch.ts';
import { firstPage, ids, opened } from './test-views.ts';

function command(number: number, over: Partial<DeviceCommand> = {}): DeviceCommand {
  return {
    ...{ id: `C00000${number}`, deviceId: 'gauge-1', command: 'set_interval', params: { interval_s: 60 } },
    ...{ state: 'queued', requestedBy: 'ann', requestedAt: midnight + number, expiresAt: midnight + 1_000 },
    ...{ sentAt: null, closedAt: null, reply: null },
    ...over,
  };
}

test('commands are listed newest first, by device, by state, and those that are open', async () => {
  const { views, commit } = opened();
  const reply = { ok: true, detail: 'set' };
  const done = command(1, { state: 'done', sentAt: midnight + 2, closedAt: midnight + 3, reply });
  commit({ deviceCommands: byId(done, command(2), command(3, { deviceId: 'gauge-2' })) });
  expect(ids(await views.deviceCommands({ deviceId: 'gauge-1', ...firstPage }))).toEqual([
    'C000002',
    'C000001',
  ]);
  expect(ids(await views.deviceCommands({ state: 'done', ...firstPage }))).toEqual(['C000001']);
  expect(ids(await views.deviceCommands({ open: true, ...firstPage }))).toEqual(['C000003', 'C000002']);
  const { nextCursor } = await views.deviceCommands({ limit: 2, cursor: null });
  expect(ids(await views.deviceCommands({ limit: 2, cursor: nextCursor }))).toEqual(['C000001']);
  expect(await views.deviceCommand('C000001')).toMatchObject({
    ...{ device_id: 'gauge-1', params: { interval_s: 60 }, state: 'done', reply },
    closed_at: '2026-07-14T00:00:00.003Z',
  });
  expect(await views.deviceCommand('C000009')).toBeNull();
});

test('retention drops what was closed long ago and never what is open', async () => {
  const { views, commit, store } = opened();
  commit({ deviceCommands: byId(command(1), command(2, { state: 'expired', closedAt: midnight + 5 })) });
  while (store.retain(midnight + 4));
  expect(ids(await views.deviceCommands(firstPage))).toEqual(['C000002', 'C000001']);
  while (store.retain(midnight + 6));
  expect(ids(await views.deviceCommands(firstPage))).toEqual(['C000001']);
});
