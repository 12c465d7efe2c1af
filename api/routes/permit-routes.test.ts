import { afterEach, expect, test } from 'vitest';
import { startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;
afterEach(async () => {
  await hub.app.close();
});

test('a permit is given for a window, with its reason, and ended without one', async () => {
  const permit = { point_id: 'hole', permit: { id: 'P000001' } };
  hub = await startTestHub({ answers: { 'point.permit': () => ({ ok: true, value: permit }) } });
  const work = { from: testNow + 1, until: testNow + 2, reason: ' new cable ' };
  const given = await hub.call('operator', 'POST', '/points/hole/permit', work);
  expect([given.status, given.body]).toEqual([200, permit]);
  await hub.call('operator', 'POST', '/points/hole/permit', { until: null });
  expect(hub.commands.map(({ body }) => body)).toEqual([
    { pointId: 'hole', from: testNow + 1, until: testNow + 2, reason: 'new cable' },
    { pointId: 'hole', from: null, until: null, reason: '' },
  ]);
});

test('a permit without a reason is refused', async () => {
  hub = await startTestHub();
  const { status, body } = await hub.call('operator', 'POST', '/points/hole/permit', { until: testNow + 1 });
  expect([status, body.field, hub.commands]).toEqual([422, 'reason', []]);
});
