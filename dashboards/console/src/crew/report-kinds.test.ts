import { expect, test } from 'vitest';
import type { KnownPlace } from './known-places.ts';
import { categoryAt, conditionsOf, firstChoices, type ReportKinds, subclassAt } from './report-kinds.ts';

const entry = (conditions: string, default_condition: string) => {
  const title = { zh: conditions, en: conditions };
  return { title, conditions, default_condition };
};
const kinds: ReportKinds = {
  categories: {
    '01': entry('cover', 'displaced'),
    '01-03': entry('cover', 'displaced'),
    '01-04': entry('grate', 'blocked'),
    '05-06': entry('water', 'standing'),
    other: entry('water', 'standing'),
  },
  conditionSets: {
    cover: { displaced: { title: { zh: '位移', en: 'displaced' } } },
    grate: { blocked: { title: { zh: '堵塞', en: 'blocked' } } },
    water: { standing: { title: { zh: '积水', en: 'standing' } } },
  },
  coverCategory: '01-03',
  asOf: 0,
};

function point(component_code: string | null): KnownPlace {
  return { id: 'P-1', name: '井', lon: 1, lat: 2, address: null, component_code };
}

test('the first step has a class once, and what has no class', () => {
  expect(firstChoices(kinds)).toEqual(['01', '05-06', 'other']);
});

test('a class becomes what the point’s code says, so that the report meets the alarm’s case', () => {
  expect(categoryAt('01', point('6106310104000007'), kinds)).toBe('01-04');
  expect(categoryAt('01-03', point('6106310104000007'), kinds)).toBe('01-04');
  expect(categoryAt('01', point('6106310107000007'), kinds)).toBe('01-07');
  expect(subclassAt('05-06', point('6106310104000007'), kinds)).toBeNull();
  expect(categoryAt('05-06', point('6106310104000007'), kinds)).toBe('05-06');
});

test('without a code a point’s cover is as alarms take it, and a mere place stays as chosen', () => {
  expect(categoryAt('01', point(null), kinds)).toBe('01-03');
  expect(categoryAt('01', null, kinds)).toBe('01');
  expect(categoryAt('01-04', point(null), kinds)).toBe('01-04');
});

test('conditions are those of the category, or of its class', () => {
  expect(conditionsOf('01-04', kinds)?.usual).toBe('blocked');
  expect(Object.keys(conditionsOf('01-07', kinds)?.all ?? {})).toEqual(['displaced']);
  expect(conditionsOf('77', kinds)).toBeNull();
});
