import { afterEach, expect, test } from 'vitest';
import { SluiceError } from '../../core/error.ts';
import { emptyHistory, startTestHub, type TestHub, testNow } from '../test-hub.ts';

let hub: TestHub;

afterEach(async () => {
  await hub.app.close();
});

async function hubOf(explain: (pointId: string, at: number) => Promise<Record<string, unknown> | null>) {
  hub = await startTestHub({ history: { ...emptyHistory, explain } });
}

test('a point is explained at the moment asked for, and now where none is', async () => {
  await hubOf(async (pointId, at) => ({ point_id: pointId, asked: at }));
  const now = await hub.call('viewer', 'GET', '/explain?point_id=gate');
  expect(now).toMatchObject({ status: 200, body: { point_id: 'gate', asked: testNow } });
  const then = await hub.call('viewer', 'GET', '/explain?point_id=gate&at=2026-07-01T07:00:00Z');
  expect(then.body.asked).toBe(testNow - 3_600_000);
});

test('an unknown point, no point and the future are the reader’s mistakes', async () => {
  await hubOf(async () => null);
  expect((await hub.call('viewer', 'GET', '/explain?point_id=none')).status).toBe(404);
  expect((await hub.call('viewer', 'GET', '/explain')).status).toBe(400);
  const future = await hub.call('viewer', 'GET', '/explain?point_id=gate&at=2027-01-01T00:00:00Z');
  expect(future).toMatchObject({ status: 400, body: { field: 'at' } });
});

test('what is not kept any more is told as such', async () => {
  await hubOf(async () => {
    throw new SluiceError('not kept', { code: 'beyond_retention', hint: 'ask for a later moment' });
  });
  const answer = await hub.call('viewer', 'GET', '/explain?point_id=gate&at=2020-01-01T00:00:00Z');
  expect(answer).toMatchObject({ status: 400, body: { type: 'urn:sluice:problem:beyond_retention' } });
});
