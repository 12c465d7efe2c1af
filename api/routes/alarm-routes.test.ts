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

test('an alarm says in sentences what its rule did with the settings that applied', async () => {
  const settings = { metric: 'depth_mm', unit: 'mm', levels: { blue: 80 }, deadband: 20 };
  const alarm = {
    ...{ id: 'A-1', rule_id: 'flood-depth', category: '05-06', titles: { zh: '积水', en: 'Water' } },
    explanation: { rule_kind: 'threshold', settings },
  };
  hub = await startTestHub({ given: { alarm: async () => alarm } });
  const { body } = await hub.call('viewer', 'GET', '/alarms/A-1');
  expect(body.explanation).toMatchObject({ settings });
  expect((body.explanation as { rule_words: unknown }).rule_words).toContainEqual({
    zh: '积水深度达到：蓝色 80 mm。',
    en: 'Water depth at or above: blue 80 mm.',
  });
});
