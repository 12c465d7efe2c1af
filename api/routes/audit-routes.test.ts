import { afterEach, expect, test } from 'vitest';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

const entry = (id: number, detail: object) => ({
  ...{
    id,
    at: Date.UTC(2026, 6, 1),
    by: '=ann',
    from: '10.0.0.7',
    action: 'rule.put',
    subject: 'flood-depth',
  },
  ...{ detail: { ...detail }, hash: 'ab' },
});

test('the file has every entry, page after page, with what the filters say', async () => {
  const asked: unknown[] = [];
  hub = await startTestHub({
    given: {
      async audit(filter) {
        asked.push(filter);
        return filter.cursor === null ? page([entry(2, { levels: [1, 2] })], 'more') : page([entry(1, {})]);
      },
    },
  });
  const response = await hub.app.inject({
    ...{
      method: 'GET',
      url: '/api/v1/audit.csv?by=ann&from=2026-07-01T00:00:00Z',
      headers: hub.login('admin'),
    },
  });
  expect(response.headers['content-type']).toContain('text/csv');
  expect(response.body).toBe(
    '\uFEFFid,at,by,from,action,subject,detail,hash\r\n' +
      `2,2026-07-01T00:00:00.000Z,'=ann,10.0.0.7,rule.put,flood-depth,"{""levels"":[1,2]}",ab\r\n` +
      `1,2026-07-01T00:00:00.000Z,'=ann,10.0.0.7,rule.put,flood-depth,{},ab\r\n`,
  );
  const filter = { by: 'ann', from: Date.UTC(2026, 6, 1) };
  expect(asked).toMatchObject([
    { ...filter, cursor: null },
    { ...filter, cursor: 'more' },
  ]);
});

test('whether the log is whole is said with the entry that does not follow', async () => {
  const broken = {
    entries: 4,
    head: 'cd',
    broken: { id: 5, reason: { zh: '被改动', en: 'was changed' } },
  };
  hub = await startTestHub({ given: { auditCheck: async () => broken } });
  expect((await hub.call('admin', 'GET', '/audit/check')).body).toEqual({
    ...broken,
    broken: { id: 5, reason: 'was changed' },
  });
});
