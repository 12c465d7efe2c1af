import { expect, onTestFinished, test } from 'vitest';
import { sameInBoth } from '../../core/said.ts';
import { databaseFile } from '../data-dir.ts';
import { Database } from '../database.ts';
import { midnight, nextBatch, outcome, testFolder, testStore } from '../test-batch.ts';
import { openViews } from '../views.ts';
import { firstPage, opened, walk } from './test-views.ts';

test('a page of large quarantined messages is cut short and goes on at the next', async () => {
  const { views, commit } = opened();
  const payload = new Uint8Array(1024 * 1024);
  const outcomes = Array.from({ length: 10 }, (_, i) =>
    outcome({ position: i + 1, deviceId: null, payload }),
  );
  commit({ outcomes });
  expect((await views.quarantine(firstPage)).items).toHaveLength(4);
  const newestFirst = ['10', '9', '8', '7', '6', '5', '4', '3', '2', '1'];
  expect(await walk((page) => views.quarantine(page), 100)).toEqual(newestFirst);
  expect(await walk((page) => views.quarantine(page), 3)).toEqual(newestFirst);
});

test('what lies in quarantine is counted by reason and device, with the words of the last message', async () => {
  const { views, commit } = opened();
  const late = { reason: 'bad_ts', detail: { zh: '时间无效', en: 'ts is no time' } };
  const range = (text: string) => ({ reason: 'out_of_range', detail: sameInBoth(text) });
  commit({
    outcomes: [
      outcome({ position: 1, rejections: [range('depth 9'), range('depth 8'), late] }),
      outcome({ position: 2, receivedAt: midnight + 1_000, rejections: [range('depth 7')] }),
      outcome({ position: 3, deviceId: null, rejections: [late] }),
    ],
  });
  const first = { device_id: 'gauge-1', claimed_id: null, first_at: '2026-07-14T00:00:00.000Z' };
  expect(await views.quarantineGroups()).toEqual([
    {
      ...{ ...first, reason: 'out_of_range', messages: 2, last_at: '2026-07-14T00:00:01.000Z' },
      ...{ detail: sameInBoth('depth 7'), last_id: '2' },
    },
    {
      ...{ ...first, reason: 'bad_ts', device_id: null, messages: 1, last_at: first.first_at },
      ...{ detail: late.detail, last_id: '3' },
    },
    { ...first, reason: 'bad_ts', messages: 1, last_at: first.first_at, detail: late.detail, last_id: '1' },
  ]);
});

test('words that an older release kept in English alone stay readable', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const rejections = [{ reason: 'bad_ts', detail: sameInBoth('ts is no time') }];
  store.commit(nextBatch(store, { effects: { outcomes: [outcome({ position: 1, rejections })] } }));
  const db = new Database(databaseFile(dataDir), { readOnly: false });
  const kept = JSON.stringify([{ reason: 'bad_ts', detail: 'it said "noon"' }]);
  db.prepare('UPDATE quarantine SET rejections = ?').run(kept);
  db.close();
  const views = openViews(dataDir);
  onTestFinished(() => views.close());
  const told = sameInBoth('it said "noon"');
  expect((await views.quarantine(firstPage)).items).toMatchObject([
    { reasons: [{ reason: 'bad_ts', detail: told }] },
  ]);
  expect(await views.quarantineGroups()).toMatchObject([{ reason: 'bad_ts', detail: told }]);
});
