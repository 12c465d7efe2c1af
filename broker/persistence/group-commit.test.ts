import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { GroupCommit } from './group-commit.ts';

function written(isHurried: boolean) {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE t (n INTEGER)');
  const commit = new GroupCommit(database, () => {});
  commit.isHurried = isHurried;
  const order: string[] = [];
  const write = (n: number) =>
    commit.run(() => database.exec(`INSERT INTO t VALUES (${n})`)).then(() => order.push(`kept ${n}`));
  return { database, order, write };
}

describe('writes', () => {
  it('of one turn are kept together, before the next', async () => {
    const { database, order, write } = written(false);
    const both = [write(1), write(2)];
    await Promise.resolve();
    expect([database.isTransaction, order]).toEqual([true, []]);
    await Promise.all(both);
    expect([database.isTransaction, order]).toEqual([false, ['kept 1', 'kept 2']]);
  });

  it('in a hurry are kept before anything else comes, and still together', async () => {
    const { order, write } = written(true);
    const turn = new Promise<void>((resolve) => {
      setImmediate(() => {
        order.push('next turn');
        resolve();
      });
    });
    await Promise.all([write(1), write(2), turn]);
    expect(order).toEqual(['kept 1', 'kept 2', 'next turn']);
  });
});
