import { expect, onTestFinished, test } from 'vitest';
import { SluiceError } from '../core/error.ts';
import { startViews } from './start-views.ts';
import { alarm, byId, device, midnight, nextBatch, outcomeOf, testFolder, testStore } from './test-batch.ts';
import { openViews } from './views.ts';

test('the thread answers as the views do, and sees each commit at once', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const views = await startViews({ dataDir });
  onTestFinished(() => views.close());
  expect(await views.devices({ limit: 10, cursor: null })).toEqual({ items: [], nextCursor: null });
  const effects = {
    devices: byId(device('a'), device('b')),
    alarms: byId(alarm('x')),
    outcomes: [outcomeOf({ value: 4 })],
    outbox: [{ kind: 'alarm', subjectId: 'x', at: midnight, body: { a: [1] } } as const],
  };
  store.commit(nextBatch(store, { effects }));

  const direct = openViews(dataDir);
  const page = { limit: 1, cursor: null };
  const range = { deviceId: 'gauge-1', metric: 'depth_mm', from: 0, to: midnight, maxPoints: 10 };
  expect(await views.devices({ ...page, status: undefined })).toEqual(await direct.devices(page));
  expect(await views.alarm('x')).toEqual(await direct.alarm('x'));
  expect(await views.readings(range)).toEqual({ points: [[midnight, 4]], reduced: false });
  expect(await views.events(0, ['alarm'], 5)).toEqual(await direct.events(0, ['alarm'], 5));
  expect(await views.accounting(null)).toEqual(await direct.accounting(null));
});

test('a report over much holds up no list, and walks a long log to its end', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const entry = { at: midnight, by: 'ann', from: '::1', action: 'put', subject: 'a', detail: {} };
  store.commit(nextBatch(store, { effects: { audit: Array(25_000).fill(entry) } }));
  const views = await startViews({ dataDir });
  onTestFinished(() => views.close());
  const first = await views.auditCheck();
  expect(first).toMatchObject({ entries: 25_000, broken: null });

  const answered: string[] = [];
  await Promise.all([
    views.auditCheck().then(() => answered.push('report')),
    views.devices({ limit: 10, cursor: null }).then(() => answered.push('list')),
  ]);
  expect(answered).toEqual(['list', 'report']);
});

test('an error keeps its code, hint and class on the way out of the thread', async () => {
  const dataDir = testFolder();
  testStore(dataDir);
  const views = await startViews({ dataDir });
  onTestFinished(() => views.close());
  const failure = await views.alarms({ limit: 1, cursor: 'garbage' }).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(SluiceError);
  expect(failure).toMatchObject({ code: 'bad_cursor', retryable: false, hint: expect.any(String) });
});

test('views that cannot be opened are refused at the start', async () => {
  await expect(startViews({ dataDir: testFolder() })).rejects.toMatchObject({ code: 'database_missing' });
});

test('after closing nothing is answered', async () => {
  const dataDir = testFolder();
  testStore(dataDir);
  const views = await startViews({ dataDir });
  await views.close();
  await expect(views.device('a')).rejects.toMatchObject({ code: 'views_closed' });
});
