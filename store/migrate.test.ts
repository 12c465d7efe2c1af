import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Database } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { testFolder } from './test-batch.ts';

const first: Migration = {
  name: '0001-gauges',
  migrate: (db) => db.exec("CREATE TABLE gauges (name TEXT); INSERT INTO gauges VALUES ('north'), ('south')"),
};
const second: Migration = {
  name: '0002-depths',
  migrate: (db) => db.exec('ALTER TABLE gauges ADD COLUMN depth_mm REAL NOT NULL DEFAULT 0'),
};
const failing: Migration = {
  name: '0003-half-way',
  migrate: (db) => {
    db.exec('DROP TABLE gauges');
    throw new Error('power cut');
  },
};

function open(): Database {
  return new Database(join(testFolder(), 'test.db'), { readOnly: false });
}

function gauges(db: Database): unknown[] {
  return db.prepare('SELECT * FROM gauges ORDER BY name').all();
}

test('an old database gets the steps that it lacks and keeps its rows', () => {
  const db = open();
  migrate(db, [first]);
  expect(db.pragma('user_version')).toBe(1);
  migrate(db, [first, second]);
  expect(db.pragma('user_version')).toBe(2);
  expect(gauges(db)).toEqual([
    { name: 'north', depth_mm: 0 },
    { name: 'south', depth_mm: 0 },
  ]);
  db.close();
});

test('steps that a database has are not applied again', () => {
  const db = open();
  migrate(db, [first, second]);
  migrate(db, [first, second]);
  expect(gauges(db)).toHaveLength(2);
  db.close();
});

test('a step that fails half way has not happened, and the ones before it have', () => {
  const db = open();
  expect(() => migrate(db, [first, second, failing])).toThrow('power cut');
  expect(db.pragma('user_version')).toBe(2);
  expect(gauges(db)).toHaveLength(2);
  db.close();
});

test('a database with more steps than the release knows is refused', () => {
  const db = open();
  migrate(db, [first, second]);
  expect(() => migrate(db, [first])).toThrow(expect.objectContaining({ code: 'database_newer' }));
  db.close();
});
