import { afterEach, expect, test } from 'vitest';
import type { CaseFilter } from '../core/claim-filters.ts';
import type { Json } from '../core/ports.ts';
import { sameInBoth } from '../core/said.ts';
import { page, startTestHub, type TestHub, type TestHubOptions } from './test-hub.ts';

let hub: TestHub;
afterEach(() => hub.app.close());

const handling = {
  id: 'C-1',
  ...{ title: '=1+1', titles: { zh: '道路积水', en: 'Water on the road' }, category: '05-06' },
  ...{ state: 'handling', suspended: false, severity: 'red', source: 'alarm' },
  ...{ unit_id: 'U-1', responsibility: 'maintainer', overdue: false },
  ...{ extension_requested: false, extension_count: 0, active_alarm_ids: ['A-1'] },
  ...{ reported_at: '2026-07-01T00:00:00.000Z', due_at: null, description: '=HYPERLINK("x"), wet' },
  timeline: [{ action: 'dispatch' }],
};
const workflow = { name: 'workflow', definition: { max_extensions: 2, max_suspensions: 1 } };

function start(subject: Json, options: TestHubOptions = {}) {
  return startTestHub({
    ...options,
    given: {
      case: async () => subject,
      cases: async () => page([subject]),
      caseTables: async () => [workflow],
      ...options.given,
    },
  });
}

const allowed = async (role: 'viewer' | 'crew' | 'operator') =>
  (await hub.call(role, 'GET', '/cases/C-1')).body.allowed_actions;

test('a case tells each person what they may do to it', async () => {
  hub = await start(handling);
  expect(await allowed('viewer')).toEqual([]);
  expect(await allowed('crew')).toEqual(['return', 'extend', 'handle', 'comment']);
  expect(await allowed('operator')).toEqual([
    ...['dispatch', 'return', 'extend', 'suspend', 'handle', 'cancel', 'comment'],
  ]);
});

test('what was done before counts: no second suspension, no extension of what was overdue', async () => {
  hub = await start({ ...handling, overdue: true, timeline: [{ action: 'suspend' }, { action: 'resume' }] });
  expect(await allowed('operator')).toEqual(['dispatch', 'return', 'handle', 'cancel', 'comment']);
});

test('the list tells it of every case', async () => {
  hub = await start({ ...handling, suspended: true });
  const { body } = await hub.call('operator', 'GET', '/cases');
  expect(body.items).toMatchObject([{ allowed_actions: ['resume', 'cancel', 'comment'] }]);
});

test('a step that came too late is answered with the case as it is now', async () => {
  const refusal = {
    kind: 'conflict',
    detail: sameInBoth('at version 5, not 4'),
    allowed: ['comment'],
  } as const;
  hub = await start(
    { ...handling, state: 'closed', version: 5 },
    { answers: { 'case.act': () => ({ ok: false, refusal }) } },
  );
  const { status, body } = await hub.call('crew', 'POST', '/cases/C-1/actions', {
    action: 'handle',
    note: 'done',
    version: 4,
  });
  expect(status).toBe(409);
  expect(body).toMatchObject({
    detail: 'at version 5, not 4',
    allowed: ['comment'],
    case: { id: 'C-1', state: 'closed', version: 5, allowed_actions: ['comment'] },
  });
});

test('a crew does not learn by a conflict of a case that went to another unit', async () => {
  const refusal = { kind: 'conflict', detail: sameInBoth('moved on') } as const;
  hub = await start(
    { ...handling, unit_id: 'U-2' },
    { answers: { 'case.act': () => ({ ok: false, refusal }) } },
  );
  const { body } = await hub.call('crew', 'POST', '/cases/C-1/actions', { action: 'comment', note: 'x' });
  expect(body).not.toHaveProperty('case');
});

test('the list is a file for spreadsheets, in words, by the clock of the town', async () => {
  const asked: CaseFilter[] = [];
  hub = await start(handling, {
    given: {
      cases: async (filter) => {
        asked.push(filter);
        return page([handling], asked.length === 1 ? 'more' : null);
      },
      units: async () => page([{ id: 'U-1', name: '排水公司' }]),
    },
  });
  const response = await hub.app.inject({
    url: '/api/v1/cases.csv?text=road&language=en&from=2026-07-01T00:00:00Z',
    headers: hub.login('viewer'),
  });
  expect(response.headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, first, second] = response.body.split('\r\n');
  expect(head).toMatch(/^\uFEFFCase,Title,Category/);
  expect(first).toContain('Water on the road');
  expect(first).toContain('Red,Handling,,排水公司,Maintainer,Alarm');
  expect(first).toContain('2026-07-01 08:00:00');
  expect(second).toBe(first);
  // What would run as a formula is marked as text.
  expect(first).toContain(`"'=HYPERLINK(""x""), wet"`);
  expect(asked.map(({ cursor, text, from }) => [cursor, text, from])).toEqual([
    [null, 'road', Date.UTC(2026, 6, 1)],
    ['more', 'road', Date.UTC(2026, 6, 1)],
  ]);
});

test('a crew is told of the notices to its own unit', async () => {
  hub = await start(handling, {
    given: {
      caseNotices: async () => [
        { id: 'N1', unit_id: 'U-1' },
        { id: 'N2', unit_id: null },
      ],
    },
  });
  expect((await hub.call('crew', 'GET', '/cases/C-1/notices')).body.items).toEqual([
    { id: 'N1', unit_id: 'U-1' },
  ]);
  expect((await hub.call('operator', 'GET', '/cases/C-1/notices')).body.items).toHaveLength(2);
});
