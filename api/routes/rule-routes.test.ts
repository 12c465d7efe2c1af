import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const definition = { id: 'flood-depth', kind: 'threshold', levels: { blue: 50 } };
const rule = { id: 'flood-depth', version: 2, definition };

test('the catalogue comes whole', async () => {
  hub = await startTestHub({ given: { rules: async () => [rule] } });
  expect((await hub.call('viewer', 'GET', '/rules')).body).toEqual({ items: [rule], next_cursor: null });
});

test.each([
  ['a definition', definition],
  ['a definition without its id', { kind: 'threshold', levels: { blue: 50 } }],
  ['a rule as the list gives it', rule],
])('%s is put in force and comes back with its version', async (_what, body) => {
  hub = await startTestHub({ answers: { 'rule.put': () => ({ ok: true, value: rule }) } });
  const answer = await hub.call('admin', 'PUT', '/rules/flood-depth', body);
  expect(answer).toMatchObject({ status: 200, body: rule });
  expect(hub.commands[0]).toMatchObject({ name: 'rule.put', body: { ruleId: 'flood-depth', definition } });
});

test('a rule as it was seen is put with its version, so that nobody overwrites another’s change', async () => {
  hub = await startTestHub();
  await hub.call('admin', 'PUT', '/rules/flood-depth', rule);
  expect(hub.commands[0]?.body).toEqual({ ruleId: 'flood-depth', definition, version: 2 });
  await hub.call('admin', 'PUT', '/rules/flood-depth', { ...definition, version: 7 });
  expect(hub.commands[1]?.body).toEqual({ ruleId: 'flood-depth', definition, version: 7 });
});

test('a rule comes with its versions, and an unknown one is not found', async () => {
  hub = await startTestHub({
    given: { rule: async (id) => (id === 'flood-depth' ? { ...rule, versions: [rule] } : null) },
  });
  expect((await hub.call('viewer', 'GET', '/rules/flood-depth')).body.versions).toEqual([rule]);
  expect((await hub.call('viewer', 'GET', '/rules/none')).status).toBe(404);
});

test('a mistake in a rule is named by its field', async () => {
  hub = await startTestHub({
    answers: {
      'rule.put': () => ({
        ok: false,
        refusal: { kind: 'invalid', field: 'levels.blue', detail: 'levels.blue: expected a number' },
      }),
    },
  });
  const { status, body } = await hub.call('admin', 'PUT', '/rules/flood-depth', definition);
  expect(status).toBe(422);
  expect(body).toMatchObject({ field: 'levels.blue', detail: 'levels.blue: expected a number' });
});

test('a list is no rule', async () => {
  hub = await startTestHub();
  expect((await hub.call('admin', 'PUT', '/rules/flood-depth', [definition])).status).toBe(422);
  expect(hub.commands).toEqual([]);
});
