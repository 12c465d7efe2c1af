import { describe, expect, it } from 'vitest';
import { caseTableNames } from './case-tables.ts';
import { CaseTableBook, type CaseTableRow } from './table-book.ts';
import { defaultTables, tuesday } from './test-town.ts';

function released(): CaseTableBook {
  const book = new CaseTableBook();
  book.release(defaultTables, 'local', tuesday);
  return book;
}

const stages = { registration_min: 5, dispatch_min: 5, verification_min: 10 };
const edit = { table: 'stages', definition: stages };

describe('the case tables in force', () => {
  it('are the release’s at first, each at version 1, and the same release changes nothing', () => {
    const book = released();
    expect(book.tables).toEqual(defaultTables);
    expect([...book.rows.values()].map(({ version, edited }) => [version, edited])).toEqual(
      caseTableNames.map(() => [1, false]),
    );
    expect(book.release(defaultTables, 'local', tuesday + 1).changed).toEqual([]);
  });

  it('take a change at once, with its version, and keep it over the next release', () => {
    const book = released();
    expect(book.put({ ...edit, version: 1 }, 'wang', tuesday)).toMatchObject({
      ok: true,
      value: { name: 'stages', version: 2, edited: true, changedBy: 'wang' },
    });
    expect(book.tables.stages).toEqual(stages);
    const next = { ...defaultTables, workflow: { ...defaultTables.workflow, max_extensions: 3 } };
    const { changed } = book.release(next, 'local', tuesday);
    expect(changed.map(({ name, version }) => [name, version])).toEqual([['workflow', 2]]);
    expect(book.tables).toEqual({ ...next, stages });
  });

  it('refuse a stale version, an unknown table, and what would not hold together', () => {
    const book = released();
    book.put(edit, 'wang', tuesday);
    const refusals = [
      book.put({ ...edit, version: 1 }, 'li', tuesday),
      book.put({ table: 'nothing', definition: {} }, 'li', tuesday),
      book.put({ table: 'stages', definition: { ...stages, dispatch_min: -1 } }, 'li', tuesday),
      book.put({ table: 'cover_category', definition: '07-07' }, 'li', tuesday),
      book.put({ table: 'condition_sets', definition: {} }, 'li', tuesday),
    ];
    expect(refusals).toMatchObject([
      { ok: false, error: { kind: 'conflict' } },
      { ok: false, error: { kind: 'not_found' } },
      { ok: false, error: { kind: 'invalid', field: 'stages.dispatch_min' } },
      { ok: false, error: { kind: 'invalid', field: 'cover_category' } },
      { ok: false, error: { kind: 'invalid' } },
    ]);
    expect(book.tables).toEqual({ ...defaultTables, stages });
  });

  it('the same again is no change', () => {
    const book = released();
    const first = book.put(edit, 'wang', tuesday);
    expect(book.put(edit, 'li', tuesday + 1)).toEqual(first);
  });

  it('put back as they were released, follow the next release again', () => {
    const book = released();
    book.put(edit, 'wang', tuesday);
    expect(book.rows.get('stages')).toMatchObject({ edited: true, released: defaultTables.stages });
    const back = book.put({ table: 'stages', definition: defaultTables.stages }, 'wang', tuesday + 1);
    expect(back).toMatchObject({ ok: true, value: { version: 3, edited: false } });
    const next = { ...defaultTables, stages: { ...defaultTables.stages, dispatch_min: 20 } };
    book.release(next, 'local', tuesday + 2);
    expect(book.tables.stages).toEqual(next.stages);
  });

  it('of a folder that an older release wrote learn what was released', () => {
    const book = released();
    for (const [name, { released: _unknown, ...older }] of [...book.rows.entries()]) {
      book.rows.set(name, older as CaseTableRow);
    }
    const { changed } = book.release(defaultTables, 'local', tuesday);
    expect(changed.every(({ version, edited }) => version === 1 && !edited)).toBe(true);
    expect(changed.map(({ name }) => name).sort()).toEqual([...caseTableNames].sort());
    expect(book.rows.get('stages')?.released).toEqual(defaultTables.stages);
  });

  it('of the city’s own show what the next release would have', () => {
    const book = released();
    book.put(edit, 'wang', tuesday);
    const next = { ...defaultTables, stages: { ...defaultTables.stages, dispatch_min: 20 } };
    const { changed } = book.release(next, 'local', tuesday + 2);
    expect(changed).toMatchObject([{ name: 'stages', version: 2, edited: true, definition: stages }]);
    expect(book.rows.get('stages')?.released).toEqual(next.stages);
  });

  it('where a release no longer bears a city’s table, that one alone goes back', () => {
    const book = released();
    book.put(edit, 'wang', tuesday);
    book.put({ table: 'cover_category', definition: '01-12' }, 'wang', tuesday);
    const { '01-12': _gone, ...categories } = defaultTables.categories;
    const { dropped } = book.release({ ...defaultTables, categories }, 'local', tuesday);
    expect(dropped).toEqual(['cover_category']);
    expect(book.tables).toEqual({ ...defaultTables, categories, stages });
  });
});
