import { expect, test } from 'vitest';
import type { StoredState } from '../core/journal.ts';
import { dayMs, hourMs } from '../core/time.ts';
import { openStore, type Store } from './open-store.ts';
import { message, midnight, nextBatch, outcome, outcomeOf, testFolder, testStore } from './test-batch.ts';
import { openViews } from './views.ts';

/** Commits so many days of four batches each: a counter is the state, and every second batch takes a snapshot. */
function liveDays(store: Store, from: number, days: number): void {
  for (let quarter = 0; quarter < days * 4; quarter += 1) {
    const at = midnight + from * dayMs + quarter * 6 * hourMs;
    const position = store.position + 1;
    store.commit(
      nextBatch(store, {
        at,
        records: [message(`${position}`, at)],
        effects: {
          outcomes: [{ ...outcomeOf({ measuredAt: at, receivedAt: at, value: quarter }), position }],
          outbox: [{ kind: 'device', subjectId: 'gauge-1', at, body: { position } }],
        },
        ...(quarter % 2 === 1 ? { snapshot: [{ table: 'count', id: 'n', body: `${position}` }] } : {}),
      }),
    );
  }
}

/** What a replay makes of a state and the records after it: the count of records that ever were. */
function replayed(store: Store, state: StoredState): number {
  let count = Number([...state.rows][0]?.body ?? 0);
  for (const { position, record } of store.records(state.position)) {
    count += 1;
    expect(position).toBe(count);
    expect(new TextDecoder().decode(record.payload)).toBe(`${position}`);
  }
  return count;
}

test('after every step of retention the journal is complete from its base', () => {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  liveDays(store, 0, 10);
  const oldest = midnight + 6 * dayMs;
  let steps = 0;
  let more = true;
  while (more) {
    more = store.retain(oldest);
    steps += 1;
    expect(replayed(store, store.base())).toBe(40);
    expect(replayed(store, store.snapshot())).toBe(40);
  }
  expect(steps).toBeGreaterThan(6);
  expect(store.base().position).toBe(22);
  expect(() => [...store.records(0)]).toThrow(expect.objectContaining({ code: 'journal_gap' }));
});

test('a store without a snapshot keeps its whole journal', () => {
  const store = testStore();
  for (let i = 0; i < 3; i += 1)
    store.commit(nextBatch(store, { records: [message(`${store.position + 1}`)] }));
  while (store.retain(midnight + 100 * dayMs));
  expect(store.base()).toEqual({ position: 0, rows: [] });
  expect(replayed(store, store.base())).toBe(3);
});

test('when every record is dropped the position stays, and the next batch follows it', () => {
  const dataDir = testFolder();
  const first = openStore({ dataDir });
  const snapshot = [{ table: 'count', id: 'n', body: '1' }];
  first.commit(nextBatch(first, { records: [message('1')], snapshot }));
  while (first.retain(midnight + 100 * dayMs));
  first.close();
  const store = testStore(dataDir);
  expect(store.position).toBe(1);
  expect(store.base()).toMatchObject({ position: 1 });
  expect(() => [...store.records(0)]).toThrow(expect.objectContaining({ code: 'journal_gap' }));
  store.commit(nextBatch(store, { records: [message('2')] }));
  expect(replayed(store, store.base())).toBe(2);
});

test('readings go by whole days, events and quarantine by their time, and what is newer stays', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const views = openViews(dataDir);
  liveDays(store, 0, 3);
  const bad = (position: number, receivedAt: number) => outcome({ position, receivedAt, deviceId: null });
  const outcomes = [bad(100, midnight), bad(101, midnight + 2 * dayMs)];
  store.commit(nextBatch(store, { effects: { outcomes } }));

  const oldest = midnight + dayMs + 12 * hourMs;
  while (store.retain(oldest));
  const all = { deviceId: 'gauge-1', metric: 'depth_mm', from: 0, to: midnight + 10 * dayMs, maxPoints: 100 };
  const kept = (await views.readings(all)).points.map(([at]) => at);
  expect(kept).toHaveLength(8);
  expect(Math.min(...kept)).toBe(midnight + dayMs);
  const events = await views.events(0, ['device'], 100);
  expect(events).toHaveLength(6);
  expect(events.every(({ at }) => at >= oldest)).toBe(true);
  const quarantine = await views.quarantine({ limit: 10, cursor: null });
  expect(quarantine.items.map((item) => item.id)).toEqual(['101']);
  expect(store.retain(oldest)).toBe(false);
});

test('a day that was dropped can be written again', () => {
  const store = testStore();
  const commit = () => store.commit(nextBatch(store, { effects: { outcomes: [outcomeOf({ value: 1 })] } }));
  expect(commit().readings).toBe(1);
  expect(commit().readings).toBe(0);
  while (store.retain(midnight + 2 * dayMs));
  expect(commit().readings).toBe(1);
});

test('one whole copy of the state is kept per UTC day, also when the clock goes back', () => {
  const store = testStore();
  const take = (at: number, body: string) =>
    store.commit(
      nextBatch(store, { at, records: [message(body)], snapshot: [{ table: 'count', id: 'n', body }] }),
    );
  take(midnight + 50 * dayMs, '1');
  take(midnight, '2');
  take(midnight + hourMs, '3');
  while (store.retain(midnight + 2 * dayMs));
  expect(store.base().position).toBe(2);
  expect([...store.base().rows]).toEqual([{ table: 'count', id: 'n', body: '2' }]);
  expect(replayed(store, store.base())).toBe(3);
});
