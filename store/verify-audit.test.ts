import { expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { Database } from './database.ts';
import { nextBatch, testFolder, testStore } from './test-batch.ts';
import { verifyAudit } from './verify-audit.ts';

function logged() {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const entry = (subject: string) => ({
    at: 5,
    by: 'ann',
    from: '::1',
    action: 'put',
    subject,
    detail: { subject },
  });
  store.commit(nextBatch(store, { effects: { audit: [entry('a'), entry('b')] } }));
  store.commit(nextBatch(store, { effects: { audit: [entry('c'), entry('d')] } }));
  const db = new Database(databaseFile(dataDir), { readOnly: false });
  return { dataDir, store, db, entry };
}

test('an untouched log is whole, and its head moves with each entry', () => {
  const { dataDir, store, db, entry } = logged();
  const before = verifyAudit(dataDir);
  expect(before).toMatchObject({ entries: 4, broken: null });
  store.commit(nextBatch(store, { effects: { audit: [entry('e')] } }));
  const after = verifyAudit(dataDir);
  expect(after).toMatchObject({ entries: 5, broken: null });
  expect(after.head).not.toBe(before.head);
  db.close();
});

test('the database itself refuses to change or drop an entry', () => {
  const { db } = logged();
  expect(() => db.exec("UPDATE audit SET by = 'bob' WHERE id = 2")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM audit WHERE id = 2')).toThrow('append-only');
  db.close();
});

test('who gets round that is found out, entry by entry', () => {
  const tampered = [
    ["UPDATE audit SET by = 'bob' WHERE id = 2", 2],
    ['UPDATE audit SET at = 6 WHERE id = 4', 4],
    ['DELETE FROM audit WHERE id = 3', 4],
    ['DELETE FROM audit WHERE id = 1', 2],
    ["UPDATE audit SET hash = 'x' WHERE id = 1", 1],
  ] as const;
  for (const [sql, id] of tampered) {
    const { dataDir, db } = logged();
    db.exec(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_shortened; ${sql}`);
    expect(verifyAudit(dataDir).broken?.id).toBe(id);
    db.close();
  }
});

test('a log that was cut off at its end, or written anew, does not bear a head that was noted', () => {
  const { dataDir, db } = logged();
  const { entries, head: hash } = verifyAudit(dataDir);
  expect(verifyAudit(dataDir, { entries, hash }).broken).toBeNull();
  expect(verifyAudit(dataDir, { entries: 2, hash }).broken?.id).toBe(2);
  db.exec('DROP TRIGGER audit_is_not_shortened; DELETE FROM audit WHERE id = 4');
  expect(verifyAudit(dataDir)).toMatchObject({ entries: 3, broken: null });
  expect(verifyAudit(dataDir, { entries, hash }).broken?.id).toBe(4);
  db.close();
});
