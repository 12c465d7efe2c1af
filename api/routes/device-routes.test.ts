import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { page, startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const noDevice = {
  ok: false,
  refusal: { kind: 'not_found', detail: sameInBoth('there is no device G-9') },
} as const;

test('a new secret is shown once and kept as a hash', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('admin', 'POST', '/devices/G-1/secret');
  expect(status).toBe(200);
  expect(body).toEqual({ device_id: 'G-1', secret: 'secret-1' });
  expect(hub.commands[0]).toMatchObject({
    name: 'device.secret',
    body: { deviceId: 'G-1', secretHash: 'hash of secret-1' },
  });
});

test('a device that is not there gets no secret', async () => {
  hub = await startTestHub({ answers: { 'device.secret': () => noDevice } });
  const { status, body } = await hub.call('admin', 'POST', '/devices/G-9/secret');
  expect(status).toBe(404);
  expect(body.secret).toBeUndefined();
});

test('planned work begins with its end and reason, and the device is shown', async () => {
  hub = await startTestHub({ given: { device: async (id) => ({ id, status: 'maintenance' }) } });
  const { status, body } = await hub.call('operator', 'POST', '/devices/G-1/maintenance', {
    until: '2026-07-01T12:00:00Z',
    reason: ' new battery ',
  });
  expect(status).toBe(200);
  expect(body).toEqual({ id: 'G-1', status: 'maintenance' });
  expect(hub.commands[0]).toMatchObject({
    name: 'device.maintenance',
    body: { deviceId: 'G-1', until: testNow + 4 * 3_600_000, reason: 'new battery' },
  });
});

test('planned work ends without a reason', async () => {
  hub = await startTestHub();
  expect((await hub.call('operator', 'POST', '/devices/G-1/maintenance', { until: null })).status).toBe(200);
  expect(hub.commands[0]?.body).toEqual({ deviceId: 'G-1', until: null, reason: '' });
});

test.each([
  [{ reason: 'x' }, 'until'],
  [{ until: 'tomorrow', reason: 'x' }, 'until'],
  [{ until: testNow + 1 }, 'reason'],
  [{ until: testNow + 1, reason: '  ' }, 'reason'],
])('planned work as %o is refused for its %s', async (work, field) => {
  hub = await startTestHub();
  const { status, body } = await hub.call('operator', 'POST', '/devices/G-1/maintenance', work);
  expect(status).toBe(422);
  expect(body.field).toBe(field);
  expect(hub.commands).toEqual([]);
});

test('planned work on a device that is not there is a 404', async () => {
  hub = await startTestHub({ answers: { 'device.maintenance': () => noDevice } });
  const work = { until: testNow + 1, reason: 'x' };
  expect((await hub.call('operator', 'POST', '/devices/G-9/maintenance', work)).status).toBe(404);
});

test('a device and its accounting say how old its newest reading is', async () => {
  const newest_reading_at = new Date(testNow - 90_400).toISOString();
  const given = {
    device: async (id: string) => ({ id, newest_reading_at: id === 'G-1' ? newest_reading_at : null }),
    devices: async () => page([{ id: 'G-1', newest_reading_at }]),
    accounting: async () => ({ newest_reading_at }),
  };
  hub = await startTestHub({ given });
  const get = async (path: string) => (await hub.call('viewer', 'GET', path)).body;
  expect(await get('/devices/G-1')).toMatchObject({ newest_reading_at, data_age_s: 90 });
  expect(await get('/devices/G-2')).toMatchObject({ data_age_s: null });
  expect(await get('/devices')).toMatchObject({ items: [{ data_age_s: 90 }] });
  expect(await get('/accounting?device_id=G-1')).toMatchObject({ data_age_s: 90 });
});
