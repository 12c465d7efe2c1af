import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupStore, restoreStore } from './backup-store.ts';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { openStore } from './open-store.ts';
import { openOutletBook } from './outlet-book.ts';
import { alarm, byId, message, midnight, nextBatch, outcomeOf, testFolder, testStore } from './test-batch.ts';
import { openViews } from './views.ts';

/** A folder with a running store, and a backup of its first two records. */
function backedUp(): { file: string; folder: string } {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const event = { kind: 'alarm', subjectId: 'a', at: midnight, body: {} } as const;
  store.commit(nextBatch(store, { effects: { alarms: byId(alarm('a')), outbox: [event] } }));
  store.commit(nextBatch(store, { effects: { outcomes: [outcomeOf({ value: 7 })] } }));
  const folder = testFolder();
  const file = join(folder, 'backup.db');
  backupStore(dataDir, file);
  store.commit(nextBatch(store, { records: [message('after the backup')] }));
  return { file, folder };
}

test('what lies beside the journal comes along, and nothing older is left in its place', () => {
  const dataDir = testFolder();
  const names = ['outlets.db', 'other.db'];
  testStore(dataDir);
  const cursors = openOutletBook(dataDir);
  cursors.advance('influx', { cursor: 42, sent: 1, refused: [], at: midnight });
  const file = join(testFolder(), 'backup.db');
  backupStore(dataDir, file, names);
  cursors.advance('influx', { cursor: 43, sent: 1, refused: [], at: midnight });
  cursors.close();

  const target = testFolder();
  writeFileSync(join(target, 'other.db'), 'left behind');
  restoreStore(file, target, names);
  expect(readdirSync(target).filter((name) => name.endsWith('.db'))).toEqual(['outlets.db', 'sluice.db']);
  const restored = openOutletBook(target);
  expect(restored.mark('influx').cursor).toBe(42);
  restored.close();
  const db = new Database(databaseFile(target), { readOnly: true });
  expect(db.prepare('SELECT name FROM sqlite_schema WHERE name LIKE ?').all('backup%')).toEqual([]);
  db.close();
});

function failureToRestore(file: string, dataDir: string): unknown {
  try {
    restoreStore(file, dataDir);
  } catch (thrown) {
    return thrown;
  }
  return null;
}

test('a backup of a running hub gives back all that was committed before it', async () => {
  const { file, folder } = backedUp();
  expect(readdirSync(folder)).toEqual(['backup.db']);
  const dataDir = testFolder();
  restoreStore(file, dataDir);
  const store = testStore(dataDir);
  expect(store.position).toBe(2);
  expect([...store.records(0)]).toHaveLength(2);
  const views = openViews(dataDir);
  expect(await views.alarm('a')).toMatchObject({ id: 'a' });
  const event = { kind: 'alarm', subjectId: 'b', at: midnight, body: {} } as const;
  const { events } = store.commit(nextBatch(store, { effects: { outbox: [event] } }));
  expect(events[0]?.id).toBe(2);
});

test('a restored hub starts anew from the file alone, whatever log lay there', () => {
  const { file } = backedUp();
  const dataDir = testFolder();
  const other = openStore({ dataDir });
  other.commit(nextBatch(other, { effects: { outcomes: [outcomeOf({ value: 1 })] } }));
  const stale = `${databaseFile(testFolder())}-wal`;
  copyFileSync(`${databaseFile(dataDir)}-wal`, stale);
  other.close();
  const target = testFolder();
  copyFileSync(stale, `${databaseFile(target)}-wal`);
  restoreStore(file, target);
  expect(testStore(target).position).toBe(2);
});

test('a backup writes over no file, and a restore over no database', () => {
  const { file } = backedUp();
  const dataDir = testFolder();
  openStore({ dataDir }).close();
  expect(() => backupStore(dataDir, file)).toThrow(expect.objectContaining({ code: 'backup_exists' }));
  const before = readFileSync(databaseFile(dataDir));
  expect(failureToRestore(file, dataDir)).toMatchObject({ code: 'data_dir_not_empty' });
  expect(readFileSync(databaseFile(dataDir))).toEqual(before);
});

test('a backup into a folder that is not there fails and leaves nothing', () => {
  const dataDir = testFolder();
  testStore(dataDir);
  const file = join(testFolder(), 'missing', 'backup.db');
  expect(() => backupStore(dataDir, file)).toThrow(expect.objectContaining({ code: 'backup_failed' }));
  expect(existsSync(file)).toBe(false);
});

test('a folder that a hub uses is not restored into', () => {
  const { file } = backedUp();
  const dataDir = testFolder();
  testStore(dataDir);
  expect(failureToRestore(file, dataDir)).toMatchObject({ code: 'data_dir_in_use' });
});

function overwrite(file: string, from: number): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0xaa, from, from + 4096));
}

test.each<[string, (file: string) => void]>([
  ['cut off', (file) => truncateSync(file, 5 * 4096)],
  ['overwritten in the middle', (file) => overwrite(file, 5 * 4096)],
  ['overwritten at its start', (file) => overwrite(file, 0)],
  ['another kind of file', (file) => writeFileSync(file, 'not a database')],
  ['empty', (file) => writeFileSync(file, '')],
])('a backup that is %s is refused before anything is put in place', (_, spoil) => {
  const { file } = backedUp();
  spoil(file);
  const dataDir = testFolder();
  expect(failureToRestore(file, dataDir)).toMatchObject({ code: 'bad_backup' });
  expect(readdirSync(dataDir).filter((name) => name.startsWith('sluice.db'))).toEqual([]);
});

test('a missing backup is refused', () => {
  expect(failureToRestore(join(testFolder(), 'none.db'), testFolder())).toMatchObject({ code: 'bad_backup' });
});
