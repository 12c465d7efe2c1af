import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { openStore } from './open-store.ts';
import { nextBatch, outcomeOf, testFolder, testStore } from './test-batch.ts';

function failureToOpen(dataDir: string): unknown {
  try {
    openStore({ dataDir }).close();
  } catch (thrown) {
    return thrown;
  }
  return null;
}

test('a new folder is made and its journal is empty', () => {
  const store = testStore(join(testFolder(), 'new', 'data'));
  expect(store.position).toBe(0);
  expect([...store.records(0)]).toEqual([]);
  expect([...store.snapshot().rows]).toEqual([]);
  expect(store.base()).toEqual({ position: 0, rows: [] });
});

test('two hubs cannot write to one folder, and the second may when the first has ended', () => {
  const dataDir = testFolder();
  const first = openStore({ dataDir });
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'data_dir_in_use', retryable: false });
  first.close();
  expect(failureToOpen(dataDir)).toBeNull();
});

test('a hub in another process holds the folder until it is killed', async () => {
  const dataDir = testFolder();
  const program = `
    const { openStore } = await import(${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)});
    const store = openStore({ dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write('open');
    // Held, so that the lock is not collected with it.
    setInterval(() => store, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  await once(child.stdout, 'data');
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'data_dir_in_use' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(failureToOpen(dataDir)).toBeNull();
});

test('a folder that cannot be made is refused with the setting that names it', () => {
  const file = join(testFolder(), 'file');
  writeFileSync(file, '');
  expect(failureToOpen(join(file, 'data'))).toMatchObject({
    code: 'data_dir_unwritable',
    hint: expect.stringContaining('SLUICE_DATA_DIR'),
  });
});

test('a lock file that cannot be opened makes the folder unwritable', () => {
  const dataDir = testFolder();
  mkdirSync(join(dataDir, 'sluice.lock'));
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'data_dir_unwritable' });
});

test('a file that is no database is reported as damaged, with the way back, and stays as it is', () => {
  const dataDir = testFolder();
  const garbage = 'this is not a database '.repeat(1_000);
  writeFileSync(databaseFile(dataDir), garbage);
  expect(failureToOpen(dataDir)).toMatchObject({
    code: 'database_damaged',
    retryable: false,
    hint: expect.stringContaining('sluice restore'),
  });
  expect(readFileSync(databaseFile(dataDir), 'utf8')).toBe(garbage);
});

test('a database that was cut off is reported as damaged', () => {
  const dataDir = testFolder();
  const store = openStore({ dataDir });
  store.commit(nextBatch(store, { effects: { outcomes: [outcomeOf({})] } }));
  store.close();
  truncateSync(databaseFile(dataDir), 3 * 4096);
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'database_damaged' });
});

test('a database of a newer release is refused', () => {
  const dataDir = testFolder();
  openStore({ dataDir }).close();
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec('PRAGMA user_version = 1000');
  db.close();
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'database_newer' });
});

test('a database of another program is refused', () => {
  const dataDir = testFolder();
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec('CREATE TABLE notes (text)');
  db.close();
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'database_foreign' });
});

test('a failed opening leaves the folder free', () => {
  const dataDir = testFolder();
  writeFileSync(databaseFile(dataDir), 'x'.repeat(5_000));
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'database_damaged' });
  expect(failureToOpen(dataDir)).toMatchObject({ code: 'database_damaged' });
});
