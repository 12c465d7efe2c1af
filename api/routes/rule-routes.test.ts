import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { ruleSchema } from '../../rules/rule-definition.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const definition = { id: 'flood-depth', kind: 'threshold', levels: { blue: 50 } };
const rule = { id: 'flood-depth', version: 2, definition };

test('the catalogue comes whole', async () => {
  hub = await startTestHub({ given: { rules: async () => [rule] } });
  expect((await hub.call('viewer', 'GET', '/rules')).body).toMatchObject({
    items: [rule],
    next_cursor: null,
  });
});

test('the catalogue comes page by page where that is asked for', async () => {
  const ids = ['a', 'b', 'c'];
  hub = await startTestHub({ given: { rules: async () => ids.map((id) => ({ id })) } });
  const walked: unknown[] = [];
  for (let cursor: unknown = '0'; cursor !== null; ) {
    const { body } = await hub.call('viewer', 'GET', `/rules?limit=2&cursor=${cursor}`);
    walked.push(...(body.items as { id: string }[]).map(({ id }) => id));
    cursor = body.next_cursor;
  }
  expect(walked).toEqual(ids);
  expect((await hub.call('viewer', 'GET', '/rules?cursor=x')).status).toBe(400);
});

test('a rule says in words what it does, and how it stands to the release’s', async () => {
  const released = ruleSchema.parse({
    ...{
      id: 'flood-depth',
      kind: 'threshold',
      title: { zh: '积水', en: 'Water' },
      metric: 'depth_mm',
      unit: 'mm',
    },
    ...{ levels: { blue: 50 }, category: '05-06' },
  });
  const changed = { ...released, levels: { blue: 60 } };
  const shown = async (id: string, inForce: object) => {
    hub = await startTestHub({
      releaseRules: [released],
      given: { rule: async () => ({ id, definition: inForce }) },
    });
    return (await hub.call('viewer', 'GET', `/rules/${id}`)).body;
  };
  expect(await shown('flood-depth', released)).toMatchObject({
    origin: 'release',
    release: { levels: { blue: 50 } },
  });
  const own = await shown('our-rule', { ...released, id: 'our-rule' });
  expect(own).toMatchObject({ origin: 'own', release: null });
  const theirs = await shown('flood-depth', changed);
  expect(theirs).toMatchObject({ origin: 'changed', release: { levels: { blue: 50 } } });
  expect(theirs.words).toContainEqual({
    zh: '积水深度达到：蓝色 60 mm。',
    en: 'Water depth at or above: blue 60 mm.',
  });
});

test.each([
  ['levels: {blue: high}\nkind: threshold', 1, 'levels.blue'],
  ['kind: threshold\nlevels: {blue: 1}\nmetrik: depth_mm', 3, 'metrik'],
  ['kind: threshold\nlevels: [1', 2, ''],
  ['- a list', 1, ''],
  ['id: other\nkind: absence\nseverity: blue\ntitle: {zh: a, en: b}\ncategory: none', 1, 'id'],
])('a mistake in %j is found in line %i, key "%s"', async (text, line, key) => {
  hub = await startTestHub();
  const { body } = await hub.call('viewer', 'POST', '/rules/check', { text, id: 'flood-depth' });
  expect(body.definition).toBeNull();
  expect(body.mistakes).toContainEqual({
    line,
    key,
    mend: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
  });
});

test('a definition without a mistake comes back with its defaults and in words, and changes nothing', async () => {
  hub = await startTestHub();
  const text = 'id: gone\nkind: absence\nseverity: blue\ntitle: {zh: a, en: b}\ncategory: none';
  const { body } = await hub.call('viewer', 'POST', '/rules/check', { text });
  expect(body).toMatchObject({ definition: { id: 'gone', offline_intervals: 2.5 }, mistakes: [] });
  expect(body.words).not.toEqual([]);
  expect(hub.commands).toEqual([]);
});

test('a reason goes with the change, not into the rule', async () => {
  hub = await startTestHub();
  await hub.call('admin', 'PUT', '/rules/flood-depth', { ...definition, reason: 'the road was raised' });
  expect(hub.commands[0]?.body).toEqual({ ruleId: 'flood-depth', definition, reason: 'the road was raised' });
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

test('what a change does not name stays as it is in force, unless someone changed it meanwhile', async () => {
  const inForce = { id: 'flood-depth', kind: 'threshold', deadband: 20, levels: { blue: 50, red: 400 } };
  const shown = { ...rule, definition: inForce };
  hub = await startTestHub({ given: { rule: async (id) => (id === 'flood-depth' ? shown : null) } });
  await hub.call('admin', 'PUT', '/rules/flood-depth', { levels: { blue: 60, red: null }, deadband: 10 });
  const definition = { id: 'flood-depth', kind: 'threshold', deadband: 10, levels: { blue: 60 } };
  expect(hub.commands[0]?.body).toEqual({ ruleId: 'flood-depth', definition, version: 2 });
  await hub.call('admin', 'PUT', '/rules/new-one', { levels: { blue: 60 } });
  expect(hub.commands[1]?.body).toEqual({
    ruleId: 'new-one',
    definition: { id: 'new-one', levels: { blue: 60 } },
  });
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
        refusal: {
          kind: 'invalid',
          field: 'levels.blue',
          detail: sameInBoth('levels.blue: expected a number'),
        },
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
