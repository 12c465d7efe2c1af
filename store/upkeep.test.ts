import { statSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CarriedError } from '../core/carried-error.ts';
import { dayMs } from '../core/time.ts';
import { packState } from './checkpoints.ts';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { openJournalHistory } from './journal-history.ts';
import type { Store } from './open-store.ts';
import { message, midnight, nextBatch, testFolder, testStore } from './test-batch.ts';
import { startUpkeep } from './upkeep.ts';

const pageBytes = 4_096;
const failures: CarriedError[] = [];

function upkeepOf(dataDir: string, store: Store) {
  const upkeep = startUpkeep({ dataDir, pagesWorthMoving: 2_000 }, store, (error) => failures.push(error));
  onTestFinished(() => upkeep.close());
  return upkeep;
}

/** A batch whose snapshot changes the rows from `from` on. */
function commitRows(store: Store, at: number, from: number, count: number, more = ''): void {
  const snapshot = Array.from({ length: count }, (_, i) => ({
    ...{ table: 'count', id: `n-${from + i}` },
    body: `"第 ${from + i} 行 at ${at}${more}"`,
  }));
  store.commit(nextBatch(store, { at, records: [message('1', at)], snapshot }));
}

test('a day’s first snapshot is copied whole, in parts, while the writer goes on', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir, { copiesApart: true });
  const upkeep = upkeepOf(dataDir, store);
  expect(store.copyDue).toBe(false);
  commitRows(store, midnight, 0, 45_000);
  expect(store.copyDue).toBe(true);
  upkeep.look(midnight);
  upkeep.look(midnight);
  await vi.waitUntil(() => !store.copyDue, 20_000);
  commitRows(store, midnight + 1, 44_999, 2);
  upkeep.look(midnight + 1);
  expect(store.copyDue).toBe(false);
  const history = openJournalHistory(dataDir);
  onTestFinished(() => history.close());
  const copy = history.stateAt(midnight);
  expect(copy).toMatchObject({ position: 1, at: midnight });
  const rows = [...(copy?.rows ?? [])];
  expect(rows).toHaveLength(45_000);
  expect(rows.find(({ id }) => id === 'n-44999')?.body).toBe(`"第 44999 行 at ${midnight}"`);
  commitRows(store, midnight + dayMs, 0, 1);
  expect(store.copyDue).toBe(true);
  expect(failures).toEqual([]);
}, 40_000);

test('a copy that was cut off does not count, and leaves nothing behind', () => {
  const store = testStore(testFolder(), { copiesApart: true });
  commitRows(store, midnight, 0, 50_000);
  const [first, second, last] = packState(store.snapshot(), midnight);
  if (first === undefined || second === undefined || last === undefined) throw new Error('three parts');
  store.keepCopy(first);
  store.keepCopy(last);
  expect(store.copyDue).toBe(true);
  commitRows(store, midnight + 1, 0, 1);
  for (const part of packState(store.snapshot(), midnight + 1)) store.keepCopy(part);
  expect(store.copyDue).toBe(false);
  while (store.retain(midnight + 10 * dayMs));
  expect(store.base().position).toBe(2);
  expect([...store.base().rows]).toHaveLength(50_000);
  // What is left of the first would be complete by now.
  store.keepCopy(second);
  expect(store.base().position).toBe(2);
});

test('what was written is moved into the database beside the writer, and the log begins anew', async () => {
  const dataDir = testFolder();
  const store = testStore(dataDir, { copiesApart: true });
  const logPages = () => statSync(`${databaseFile(dataDir)}-wal`).size / pageBytes;
  const storedPages = () => statSync(databaseFile(dataDir)).size / pageBytes;
  commitRows(store, midnight, 0, 100_000, 'x'.repeat(150));
  const written = logPages();
  expect(written).toBeGreaterThan(2_000);
  const before = storedPages();
  upkeepOf(dataDir, store);
  await vi.waitUntil(() => storedPages() > before + 2_000, 20_000);
  await vi.waitUntil(() => isLogDone(dataDir), 20_000);
  commitRows(store, midnight, 0, 1_000);
  expect(logPages()).toBe(written);
  expect(isLogDone(dataDir)).toBe(false);
  store.moveRest();
  expect(isLogDone(dataDir)).toBe(true);
  expect([...store.snapshot().rows]).toHaveLength(100_000);
  expect(failures).toEqual([]);
}, 40_000);

/** Whether all of the log is in the database. */
function isLogDone(dataDir: string): boolean {
  const db = new Database(databaseFile(dataDir), { readOnly: false });
  try {
    db.prepare('SELECT count(*) FROM snapshot_position').get();
    const state = db.prepare<{ log: number; checkpointed: number }>('PRAGMA wal_checkpoint(NOOP)').get();
    return state !== undefined && state.log === state.checkpointed;
  } finally {
    db.close();
  }
}
