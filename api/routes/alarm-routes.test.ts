import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

test('an action goes to the fold with its instant, and the alarm comes back', async () => {
  hub = await startTestHub({
    answers: { 'alarm.act': () => ({ ok: true, value: { id: 'A-1', acknowledged: true } }) },
  });
  const { status, body } = await hub.call('operator', 'POST', '/alarms/A-1/actions', {
    action: 'shelve',
    until: '2026-07-01T10:00:00Z',
    reason: 'road works',
  });
  expect(status).toBe(200);
  expect(body).toEqual({ id: 'A-1', acknowledged: true });
  expect(hub.commands[0]).toMatchObject({
    name: 'alarm.act',
    body: { alarmId: 'A-1', action: 'shelve', until: testNow + 2 * 3_600_000, reason: 'road works' },
  });
});

test('fields that are null are as good as absent', async () => {
  hub = await startTestHub();
  const body = { action: 'acknowledge', until: null, reason: null };
  expect((await hub.call('operator', 'POST', '/alarms/A-1/actions', body)).status).toBe(200);
  expect(hub.commands[0]?.body).toEqual({ alarmId: 'A-1', action: 'acknowledge' });
});

test('what an alarm does not take is refused with what it takes', async () => {
  hub = await startTestHub({
    answers: {
      'alarm.act': () => ({
        ok: false,
        refusal: {
          kind: 'conflict',
          detail: sameInBoth('a cleared alarm needs no shelf'),
          allowed: ['comment'],
        },
      }),
    },
  });
  const { status, body } = await hub.call('operator', 'POST', '/alarms/A-1/actions', { action: 'shelve' });
  expect(status).toBe(409);
  expect(body).toMatchObject({ detail: 'a cleared alarm needs no shelf', allowed: ['comment'] });
  const unknown = await hub.call('operator', 'POST', '/alarms/A-1/actions', { action: 'delete' });
  expect(unknown).toMatchObject({ status: 422, body: { field: 'action' } });
  const timeless = await hub.call('operator', 'POST', '/alarms/A-1/actions', {
    action: 'shelve',
    until: 'noon',
  });
  expect(timeless).toMatchObject({ status: 422, body: { field: 'until' } });
  expect(timeless.body.detail).toContain('RFC 3339');
});
