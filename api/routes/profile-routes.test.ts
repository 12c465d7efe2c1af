import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const up = { deviceInfo: { devEui: '70b3d57ba0003bb8' }, data: 'qg==' };

test.each([
  ['the message itself', '/profiles/propose', up, JSON.stringify(up), null],
  ['a list', '/profiles/propose', [{ n: 'depth' }], '[{"n":"depth"}]', null],
  ['a message with its topic', '/profiles/propose', { payload: up, topic: 'a/b' }, JSON.stringify(up), 'a/b'],
  ['a message as text', '/profiles/propose', { payload: '{"depth_mm":1}' }, '{"depth_mm":1}', null],
  ['a topic in the address', '/profiles/propose?topic=a%2Fb', up, JSON.stringify(up), 'a/b'],
])('a proposal is asked for with %s', async (_name, path, body, text, topic) => {
  hub = await startTestHub();
  const answer = await hub.call('operator', 'POST', path, body);
  expect([answer.status, answer.body]).toEqual([200, { text, topic, reasons: [] }]);
});

test('a proposal is for operators, the list of profiles for everyone who may look', async () => {
  hub = await startTestHub({ given: { profiles: async () => [{ id: 'tilt' }] } });
  expect((await hub.call('viewer', 'POST', '/profiles/propose', up)).status).toBe(403);
  expect((await hub.call('viewer', 'GET', '/profiles')).body).toEqual({
    items: [{ id: 'tilt' }],
    next_cursor: null,
  });
});

test('a proposal of nothing is refused', async () => {
  hub = await startTestHub();
  expect((await hub.call('operator', 'POST', '/profiles/propose')).status).toBe(422);
});

test('a profile is looked at together with the message that it is written for', async () => {
  hub = await startTestHub();
  const draft = { id: 'acme-one', text: 'vendor: Acme' };
  const alone = await hub.call('operator', 'POST', '/profiles/check', draft);
  expect(alone.body).toEqual({ id: 'acme-one', message: null, mistakes: [], reasons: [] });
  const beside = await hub.call('operator', 'POST', '/profiles/check', {
    ...draft,
    message: up,
    topic: 'a/b',
  });
  expect(beside.body.message).toEqual({ text: JSON.stringify(up), topic: 'a/b' });
});

test('a profile with mistakes is not put in force, and each mistake is told', async () => {
  const mistakes = [
    { file: 'acme-one.yaml', line: 3, key: 'interval', mend: { zh: '缺少此项', en: 'is missing' } },
  ];
  hub = await startTestHub({
    onboarding: {
      propose: async () => ({ reasons: [] }),
      checkProfile: async () => ({ mistakes: [], reasons: [] }),
      saveProfile: async () => ({ ok: false, error: mistakes }),
    },
  });
  const { status, body } = await hub.call('admin', 'PUT', '/profiles/acme-one', { text: 'vendor: Acme' });
  expect([status, body.mistakes]).toEqual([422, [{ ...mistakes[0], mend: 'is missing' }]]);
  expect(body.detail).toContain('line 3');
  expect(hub.commands).toEqual([]);
  expect((await hub.call('operator', 'PUT', '/profiles/acme-one', { text: 'x' })).status).toBe(403);
});
