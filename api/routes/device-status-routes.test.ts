import { expect, test } from 'vitest';
import type { DeviceChoice, StatusHistoryRequest } from '../../core/device-choice.ts';
import { dayMs } from '../../core/time.ts';
import { startTestHub, testNow } from '../test-hub.ts';

test('devices are counted by the same filters as they are listed by', async () => {
  const asked: DeviceChoice[] = [];
  const hub = await startTestHub({
    given: {
      deviceCounts: async (choice) => {
        asked.push(choice);
        return { total: 2, by_status: { online: 2 }, by_reason: { reporting: 2 } };
      },
    },
  });
  const { status, body } = await hub.call('viewer', 'GET', '/device-counts?unit=drainage&reason=silent');
  expect([status, body.total]).toEqual([200, 2]);
  expect(asked).toEqual([expect.objectContaining({ unit: 'drainage', reason: 'silent' })]);
  expect((await hub.call('viewer', 'GET', '/device-counts?reason=lazy')).status).toBe(400);
  await hub.app.close();
});

test('the past of a device is that of the last 30 days unless a period is given', async () => {
  const asked: StatusHistoryRequest[] = [];
  const hub = await startTestHub({
    given: {
      device: async (id) => (id === 'G-1' ? { id } : null),
      statusHistory: async (request) => {
        asked.push(request);
        return [];
      },
    },
  });
  const path = '/devices/G-1/status-history';
  expect((await hub.call('viewer', 'GET', path)).body).toEqual({ items: [], next_cursor: null });
  expect((await hub.call('viewer', 'GET', `${path}?from=1&to=5`)).status).toBe(200);
  expect(asked).toEqual([
    { deviceId: 'G-1', from: testNow - 30 * dayMs, to: testNow },
    { deviceId: 'G-1', from: 1, to: 5 },
  ]);
  expect((await hub.call('viewer', 'GET', `${path}?from=5&to=5`)).status).toBe(422);
  expect((await hub.call('viewer', 'GET', '/devices/G-9/status-history')).status).toBe(404);
  await hub.app.close();
});
