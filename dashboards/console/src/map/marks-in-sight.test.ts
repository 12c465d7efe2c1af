import { expect, test } from 'vitest';
import { marksInSight } from './marks-in-sight.ts';
import type { MarkContent } from './place-mark.ts';

const sight = { getWest: () => 0, getSouth: () => 0, getEast: () => 10, getNorth: () => 10 };

function mark(id: string, lon: number, changes: Partial<MarkContent> = {}): MarkContent {
  const words = { name: id, value: '1 cm', label: id, severity: null, isSelected: false } as const;
  return { id, kind: 'flood', lon, lat: 5, ...words, ...changes };
}

test('marks in sight and a little beyond are there, others are not', () => {
  const shown = marksInSight([mark('in', 5), mark('beside', 12), mark('far', 13)], sight);
  expect(shown.map(({ id }) => id)).toEqual(['in', 'beside']);
});

test('where there are many, one stands for those around it: the selected one, one in alarm, or the first', () => {
  const many = Array.from({ length: 400 }, (_, i) => mark(`m-${i}`, i < 200 ? 2 : 8));
  many[350] = mark('alarmed', 8, { severity: 'red' });
  many[360] = mark('alarmed too', 8, { severity: 'blue' });
  many[199] = mark('selected', 2, { isSelected: true });
  const shown = marksInSight(many, sight).map(({ id }) => id);
  expect(shown).toEqual(['selected', 'alarmed', 'alarmed too']);
  expect(marksInSight(many.slice(0, 199), sight).map(({ id }) => id)).toEqual(['m-0']);
});
