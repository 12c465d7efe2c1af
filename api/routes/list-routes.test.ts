import { afterEach, expect, test } from 'vitest';
import type { Json, Page, Views } from '../../core/ports.ts';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

type ListName = 'devices' | 'points' | 'units' | 'alarms' | 'cases' | 'quarantine';

/** Each list, the role that reads it, a query with every filter that it has, and what the view is asked. */
const lists = [
  ['units', 'viewer', '', {}],
  ['points', 'viewer', 'kind=flood&basin=B-1', { kind: 'flood', basin: 'B-1' }],
  [
    'devices',
    'viewer',
    'status=late&profile=tilt&unit=U-1&point_id=P-1',
    { status: 'late', profile: 'tilt', unit: 'U-1', pointId: 'P-1' },
  ],
  [
    'alarms',
    'viewer',
    'condition=active&severity=red&rule_id=flood-depth&point_id=P-1&device_id=G-1',
    { condition: 'active', severity: 'red', ruleId: 'flood-depth', pointId: 'P-1', deviceId: 'G-1' },
  ],
  [
    'cases',
    'viewer',
    'state=handling&open=true&unit=U-2&category=05-06&overdue=false&point_id=P-1',
    { state: 'handling', open: true, unit: 'U-2', category: '05-06', overdue: false, pointId: 'P-1' },
  ],
  ['quarantine', 'operator', '', {}],
] as const satisfies readonly (readonly [ListName, string, string, object])[];

test.each(lists)(
  'GET /%s passes filters, limit and cursor on, and the next cursor back',
  async (name, role, query, filter) => {
    const asked: object[] = [];
    // Messages in quarantine have reasons, in which the asker's language is looked for.
    const row = { id: 'one', ...(name === 'quarantine' ? { reasons: [] } : {}) };
    const view = async (request: object): Promise<Page<Json>> => {
      asked.push(request);
      return page([row], 'next');
    };
    const given: Partial<Views> = { [name]: view };
    hub = await startTestHub({ given });
    const { status, body } = await hub.call(role, 'GET', `/${name}?limit=7&cursor=here&${query}`);
    expect(status).toBe(200);
    expect(body).toEqual({ items: [row], next_cursor: 'next' });
    await hub.call(role, 'GET', `/${name}`);
    expect(asked).toEqual([
      { limit: 7, cursor: 'here', ...filter },
      { limit: 100, cursor: null },
    ]);
  },
);

test.each([
  ['users', 'username', { users: async () => ['a', 'b', 'c'].map((username) => ({ username })) }],
  ['accounts', 'name', { accounts: async () => ['a', 'b', 'c'].map((name) => ({ name })) }],
  ['tokens', 'name', { apiTokens: async () => ['a', 'b', 'c'].map((name) => ({ name })) }],
] as const)('GET /%s comes page by page', async (path, id, given: Partial<Views>) => {
  hub = await startTestHub({ given });
  const walked: unknown[] = [];
  for (let cursor: unknown = '0'; cursor !== null; ) {
    const { body } = await hub.call('admin', 'GET', `/${path}?limit=2&cursor=${cursor}`);
    walked.push((body.items as Json[]).map((item) => item[id]));
    cursor = body.next_cursor;
  }
  expect(walked).toEqual([['a', 'b'], ['c']]);
});

test.each([
  ['device', 'devices/G-1'],
  ['point', 'points/P-1'],
  ['alarm', 'alarms/A-1'],
  ['case', 'cases/C-1'],
] as const)(
  'one %s is shown as the view gives it, and a missing one is a 404 by name',
  async (name, path) => {
    const given: Partial<Views> = {
      [name]: async (id: string) => (id.endsWith('1') ? { id, explanation: { reason: 'so' } } : null),
    };
    hub = await startTestHub({ given });
    const there = await hub.call('viewer', 'GET', `/${path}`);
    expect(there).toMatchObject({
      status: 200,
      body: { id: path.split('/')[1], explanation: { reason: 'so' } },
    });
    const missing = await hub.call('viewer', 'GET', `/${path.replace('1', '2')}`);
    expect(missing.status).toBe(404);
    expect(missing.body.detail).toContain(`${name} "${path.split('/')[1]?.replace('1', '2')}"`);
  },
);

test('an id with every character that ids may have is found', async () => {
  const asked: string[] = [];
  hub = await startTestHub({
    given: {
      device: async (id) => {
        asked.push(id);
        return { id };
      },
    },
  });
  const id = `井盖-01:@._${'漳'.repeat(53)}`;
  expect((await hub.call('viewer', 'GET', `/devices/${encodeURIComponent(id)}`)).status).toBe(200);
  expect(asked).toEqual([id]);
});

test('the audit log is written out in the API’s own way', async () => {
  const at = Date.UTC(2026, 6, 1);
  const entry = {
    at,
    by: 'wang',
    from: '10.0.0.1',
    action: 'case.act',
    subject: 'C-1',
    detail: { action: 'file' },
    id: 7,
    hash: 'ab',
  };
  hub = await startTestHub({ given: { audit: async () => page([entry], 'more') } });
  const { body } = await hub.call('admin', 'GET', '/audit?limit=1');
  expect(body).toEqual({ items: [{ ...entry, at: '2026-07-01T00:00:00.000Z' }], next_cursor: 'more' });
});

test('the accounting of all shows the broker’s counters, that of a device does not', async () => {
  hub = await startTestHub({
    brokerCounters: () => ({ refused_logins: 3 }),
    given: {
      accounting: async (deviceId) => ({ of: deviceId }),
      device: async (id) => (id === 'G-1' ? { id } : null),
    },
  });
  const all = await hub.call('viewer', 'GET', '/accounting');
  expect(all.body).toEqual({ of: null, broker: { refused_logins: 3 } });
  expect((await hub.call('viewer', 'GET', '/accounting?device_id=G-1')).body).toEqual({ of: 'G-1' });
  expect((await hub.call('viewer', 'GET', '/accounting?device_id=G-9')).status).toBe(404);
});
