import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table } from './table.ts';

interface Row {
  count: number;
}

describe('Table', () => {
  it('names what changed since the last snapshot, once', () => {
    const table = new Table<Row>('rows');
    table.set('a', { count: 1 });
    table.set('b', { count: 2 });
    table.set('a', { count: 3 });
    expect(table.takeDirty()).toEqual([
      { table: 'rows', id: 'a', body: '{"count":3}' },
      { table: 'rows', id: 'b', body: '{"count":2}' },
    ]);
    expect(table.takeDirty()).toEqual([]);
  });

  it('a row changed in place is written after it was touched, as it is when the snapshot is taken', () => {
    const table = new Table<Row>('rows');
    const row = { count: 1 };
    table.set('a', row);
    table.takeDirty();
    table.touch('a');
    row.count = 9;
    expect(table.takeDirty()).toEqual([{ table: 'rows', id: 'a', body: '{"count":9}' }]);
  });

  it('a deleted row is written as deleted; deleting what is not there is no change', () => {
    const table = new Table<Row>('rows');
    table.set('a', { count: 1 });
    table.takeDirty();
    table.delete('a');
    table.delete('never');
    expect(table.takeDirty()).toEqual([{ table: 'rows', id: 'a', body: null }]);
    expect([table.size, table.get('a')]).toEqual([0, undefined]);
  });

  it('what is restored is no change', () => {
    const table = new Table<Row>('rows');
    table.restore('a', '{"count":4}');
    expect(table.get('a')).toEqual({ count: 4 });
    expect(table.takeDirty()).toEqual([]);
  });

  it('snapshots put back one after the other give the same table', () => {
    const step = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constantFrom('set', 'change', 'delete', 'snapshot'),
      count: fc.nat({ max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const table = new Table<Row>('rows');
        const stored = new Map<string, string>();
        const snapshot = () => {
          for (const { id, body } of table.takeDirty()) {
            if (body === null) stored.delete(id);
            else stored.set(id, body);
          }
        };
        for (const { id, kind, count } of steps) {
          const row = table.get(id);
          if (kind === 'set') table.set(id, { count });
          else if (kind === 'delete') table.delete(id);
          else if (kind === 'snapshot') snapshot();
          else if (row !== undefined) {
            table.touch(id);
            row.count = count;
          }
        }
        snapshot();
        const again = new Table<Row>('rows');
        for (const [id, body] of stored) again.restore(id, body);
        expect(again.dump()).toEqual(table.dump());
        expect(table.dump().map((row) => row.id)).toEqual([...table.keys()].sort());
      }),
    );
  });
});
