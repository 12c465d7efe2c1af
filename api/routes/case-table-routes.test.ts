import { afterEach, expect, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { startTestHub, type TestHub } from '../test-hub.ts';

let hub: TestHub;
afterEach(() => hub.app.close());

const table = {
  name: 'stages',
  version: 3,
  edited: true,
  changed_by: 'wang',
  definition: { dispatch_min: 5 },
};
const given = { caseTables: async () => [{ ...table, changed_at: '2026-07-01T00:00:00.000Z' }] };

test('a table is read by name', async () => {
  hub = await startTestHub({ given });
  expect((await hub.call('viewer', 'GET', '/case-tables/stages')).body).toMatchObject(table);
  expect((await hub.call('viewer', 'GET', '/case-tables/nothing')).status).toBe(404);
  expect((await hub.call('viewer', 'GET', '/case-tables')).body.items).toHaveLength(1);
});

test('an administrator changes it, with the version that was seen', async () => {
  const at = Date.UTC(2026, 6, 1);
  hub = await startTestHub({
    given,
    answers: { 'case_table.put': () => ({ ok: true, value: { ...table, changed_at: at } }) },
  });
  const body = { definition: { dispatch_min: 5 }, version: 2 };
  expect((await hub.call('operator', 'PUT', '/case-tables/stages', body)).status).toBe(403);
  const put = await hub.call('admin', 'PUT', '/case-tables/stages', body);
  expect(put).toMatchObject({ status: 200, body: { ...table, changed_at: '2026-07-01T00:00:00.000Z' } });
  expect(hub.commands.at(-1)).toMatchObject({ name: 'case_table.put', body: { table: 'stages', ...body } });
});

test('what the fold refuses is a conflict, or names its field', async () => {
  const refusals = [
    { kind: 'conflict', detail: sameInBoth('stages is at version 4') },
    { kind: 'invalid', field: 'stages.dispatch_min', detail: sameInBoth('too small') },
  ] as const;
  for (const [index, status] of [409, 422].entries()) {
    const refusal = refusals[index] as (typeof refusals)[number];
    hub = await startTestHub({ given, answers: { 'case_table.put': () => ({ ok: false, refusal }) } });
    expect((await hub.call('admin', 'PUT', '/case-tables/stages', { definition: {} })).status).toBe(status);
    if (index === 0) await hub.app.close();
  }
});

test('a change is looked at without being made, and everything against it is said', async () => {
  hub = await startTestHub({ given });
  const { status, body } = await hub.call('operator', 'POST', '/case-tables/stages/check', {
    definition: { registration_min: 5, dispatch_min: -1, verification_min: 'soon' },
  });
  expect(status).toBe(200);
  const fields = (body.flaws as { field: string }[]).map(({ field }) => field);
  expect(fields).toContain('stages.dispatch_min');
  expect(fields).toContain('stages.verification_min');
  expect(hub.commands).toEqual([]);
});
