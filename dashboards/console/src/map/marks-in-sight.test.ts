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

test('of too many the selected one, those in alarm and the first ones stay', () => {
  const many = Array.from({ length: 400 }, (_, i) => mark(`m-${i}`, 5));
  many[350] = mark('alarmed', 5, { severity: 'red' });
  many[399] = mark('selected', 5, { isSelected: true });
  const shown = marksInSight(many, sight).map(({ id }) => id);
  expect(shown.slice(0, 4)).toEqual(['selected', 'alarmed', 'm-0', 'm-1']);
  expect(shown.length).toBeLessThan(200);
});
