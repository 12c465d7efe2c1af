import { expect, test } from 'vitest';
import { factsOfText, factsText } from './letter-facts.ts';

test('facts are edited as lines, by the clock of the site', () => {
  const text = factsText([
    { at: '2026-07-01T00:00:00.000Z', text: '立案' },
    { at: '2026-07-01T00:05:00.000Z', text: '派遣:派往排水公司' },
  ]);
  expect(text).toBe('2026-07-01T08:00 立案\n2026-07-01T08:05 派遣:派往排水公司');
  expect(factsOfText(`${text}\n\n`)).toEqual([
    { at: Date.UTC(2026, 6, 1, 0, 0), text: '立案' },
    { at: Date.UTC(2026, 6, 1, 0, 5), text: '派遣:派往排水公司' },
  ]);
});

test.each(['', '立案', '2026-07-01 立案', '2026-07-01T08:00'])('%j are no facts', (text) => {
  expect(factsOfText(text)).toBeNull();
});
