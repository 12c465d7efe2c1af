import { afterEach, expect, test } from 'vitest';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;
afterEach(() => hub.app.close());

const subject = (id: string, lat: number, over: object = {}) => ({
  ...{ id, category: '05-06', point_id: null, lon: 109.84, lat, unit_id: 'U-1' },
  ...over,
});

test('doubles are the open cases of the category within the table’s distance, nearest first', async () => {
  hub = await startTestHub({
    given: {
      case: async (id) => subject(id, 35.584, { point_id: 'P-1' }),
      caseTables: async () => [{ name: 'workflow', definition: { merge_within_m: 30 } }],
      cases: async () =>
        page([
          subject('C-1', 35.584, { point_id: 'P-1' }),
          subject('C-2', 35.5842),
          subject('C-3', 35.5841),
          subject('C-4', 35.59),
          subject('C-5', 35.59, { point_id: 'P-1' }),
          subject('C-6', 0, { lon: null }),
        ]),
    },
  });
  const { status, body } = await hub.call('operator', 'GET', '/cases/C-1/doubles');
  expect(status).toBe(200);
  expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual(['C-5', 'C-3', 'C-2']);
});

test('a double is merged by the centre, with a reason', async () => {
  hub = await startTestHub({ answers: { 'case.merge': () => ({ ok: true, value: { id: 'C-2' } }) } });
  const body = { into: 'C-2', reason: '同一处', version: 4 };
  expect((await hub.call('crew', 'POST', '/cases/C-1/merge', body)).status).toBe(403);
  expect((await hub.call('operator', 'POST', '/cases/C-1/merge', body)).body).toEqual({ id: 'C-2' });
  expect(hub.commands).toMatchObject([{ name: 'case.merge', body: { caseId: 'C-1', ...body } }]);
});
