import { describe, expect, test } from 'vitest';
import { mistakesAt, readTable, tableText } from './table-text.ts';

const text = `registration_min: 15
dispatch_min: -1
steps:
  - { at_percent: 50, to: [unit] }
  - { at_percent: 80, to: [nobody] }
`;

describe('a table', () => {
  test('comes back from its text as it went in', () => {
    for (const definition of [{ '01-03': { limit: 2 }, list: ['a, b'] }, '01-03', {}]) {
      expect(readTable(tableText(definition)).definition).toEqual(definition);
    }
  });

  test('that is no YAML is marked where it breaks', () => {
    expect(readTable('a: 1\nb: [1\n').mistakes).toMatchObject([{ key: '' }]);
  });

  test('is marked at the lines that the hub complains of', () => {
    const flaws = ['stages.dispatch_min', 'stages.steps.1.to', 'stages.steps.1.missing', 'stages'];
    expect(
      mistakesAt(
        text,
        flaws.map((field) => ({ field, detail: 'wrong' })),
      ),
    ).toMatchObject([
      { line: 2, key: 'dispatch_min', mend: { zh: 'wrong', en: 'wrong' } },
      { line: 5, key: 'steps.1.to' },
      { line: 5, key: 'steps.1.missing' },
      { line: 1, key: '' },
    ]);
  });
});
