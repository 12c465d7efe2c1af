import { expect, test } from 'vitest';
import { byId } from '../test-batch.ts';
import { opened } from './test-views.ts';

test('rules, users and accounts are shown without secrets', async () => {
  const { views, commit } = opened();
  commit({
    rules: byId({
      id: 'flood-depth',
      version: 3,
      changedAt: 0,
      changedBy: 'wang',
      reason: 'the road was raised',
      definition: { kind: 'threshold' },
    }),
    users: new Map([
      [
        'ann',
        {
          username: 'ann',
          role: 'crew',
          unitId: 'power',
          passwordHash: 'scrypt$x',
          disabled: true,
          generation: 2,
        },
      ],
    ]),
    accounts: new Map([
      ['lns', { name: 'lns', publish: ['a/#'], subscribe: ['b/#'], secretHash: 'sha256$x' }],
    ]),
  });
  const at = '1970-01-01T00:00:00.000Z';
  const definition = { kind: 'threshold' };
  const change = {
    version: 3,
    changed_at: at,
    changed_by: 'wang',
    reason: 'the road was raised',
    definition,
  };
  const inForce = { id: 'flood-depth', ...change };
  expect(await views.rules()).toEqual([inForce]);
  expect(await views.rule('flood-depth')).toEqual({
    ...inForce,
    versions: [change],
  });
  expect(await views.rule('none')).toBeNull();
  expect(await views.users()).toEqual([{ username: 'ann', role: 'crew', unit_id: 'power', disabled: true }]);
  expect(await views.accounts()).toEqual([{ name: 'lns', publish: ['a/#'], subscribe: ['b/#'] }]);
});

test('the audit log is read newest first', async () => {
  const { views, commit } = opened();
  const entry = (subject: string) => ({
    at: 5,
    by: 'ann',
    from: '::1',
    action: 'put',
    subject,
    detail: { x: [1] },
  });
  commit({ audit: [entry('a'), entry('b')] });
  const first = await views.audit({ limit: 1, cursor: null });
  expect(first.items).toMatchObject([{ ...entry('b'), id: 2 }]);
  expect(await views.audit({ limit: 5, cursor: null, subject: 'a' })).toMatchObject({ items: [{ id: 1 }] });
  expect(await views.audit({ limit: 1, cursor: first.nextCursor })).toMatchObject({
    items: [entry('a')],
    nextCursor: null,
  });
});

test('events come oldest first after an id, of the kinds asked for', async () => {
  const { views, commit } = opened();
  const event = (kind: 'alarm' | 'case', subjectId: string) => ({
    kind,
    subjectId,
    at: 1,
    body: { subjectId },
  });
  commit({ outbox: [event('alarm', 'a'), event('case', 'b'), event('alarm', 'c')] });
  expect(await views.events(0, ['alarm'], 10)).toEqual([
    { id: 1, ...event('alarm', 'a') },
    { id: 3, ...event('alarm', 'c') },
  ]);
  expect((await views.events(1, ['alarm', 'case'], 1)).map(({ id }) => id)).toEqual([2]);
  expect(await views.events(3, ['alarm', 'case'], 10)).toEqual([]);
});
