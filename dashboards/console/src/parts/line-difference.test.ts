import { expect, it } from 'vitest';
import { lineDifference } from './line-difference.ts';

const marked = (before: string, after: string) =>
  lineDifference(before, after).map(({ mark, text }) => `${mark} ${text}`.trimEnd());

it('shows what was taken out and put in, with the lines around', () => {
  const before = 'a\nb\nc\nd\ne\nf';
  expect(marked(before, before.replace('e', 'E'))).toEqual([
    ...['same b', 'same c', 'same d', 'out e', 'in E', 'same f'],
  ]);
});

it('leaves out what lies between two changes that are far apart', () => {
  const lines = Array.from({ length: 20 }, (_, n) => String(n));
  const after = lines.with(1, 'x').with(18, 'y');
  expect(marked(lines.join('\n'), after.join('\n')).filter((line) => line === 'gap')).toHaveLength(1);
});

it('is empty where nothing differs, whether the last line is ended or not', () => {
  expect(lineDifference('a\n', 'a')).toEqual([]);
  expect(lineDifference('', '')).toEqual([]);
});

it('shows a text that is new whole', () => {
  expect(marked('', 'a\nb')).toEqual(['in a', 'in b']);
});
