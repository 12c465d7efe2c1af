import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseCatalogue } from './catalogue.ts';
import { ruleSchema } from './rule-definition.ts';
import { ruleWords } from './rule-words.ts';

const file = new URL('./catalogue/default.yaml', import.meta.url);
const catalogue = parseCatalogue('default.yaml', readFileSync(file, 'utf8'));
const rules = catalogue.ok ? catalogue.value : [];

function english(id: string, change: object = {}): string {
  const rule = rules.find((candidate) => candidate.id === id);
  return ruleWords(ruleSchema.parse({ ...rule, ...change }))
    .map(({ en }) => en)
    .join(' ');
}

it('says of a threshold what it watches, when it speaks and which case comes of it', () => {
  expect(english('flood-depth')).toBe(
    'Water depth at or above: blue 50 mm, yellow 150 mm, orange 250 mm, red 400 mm. ' +
      'Raised after 2 samples in a row; over after 3 samples in a row and 60 s back by more than 20 mm. ' +
      'A reading with a confidence below 0.3 counts only with a second sign. ' +
      'It opens a case of category 05-06.',
  );
});

it('names what a city may have changed', () => {
  const own = {
    ...{ enabled: false, latching: true, point_kinds: ['flood'], category: 'none' },
    ...{
      schedule: [{ days: ['sat'], from: '08:00', to: '20:00' }],
      overrides: { 'flood-1': { deadband: 5 } },
    },
  };
  const words = english('flood-depth', own);
  expect(words).toContain('Switched off');
  expect(words).toContain('Only at flood points.');
  expect(words).toContain('only at sat 08:00–20:00.');
  expect(words).toContain('until a person acknowledges');
  expect(words).toContain('Set differently at 1 points.');
  expect(words).toContain('It opens no case.');
});

it('has as many sentences in Chinese as in English for every rule of the release, none with a gap', () => {
  expect(rules.length).toBeGreaterThan(8);
  for (const rule of rules) {
    for (const { zh, en } of ruleWords(rule)) {
      expect(`${zh}${en}`).not.toMatch(/undefined|NaN|\[object/);
      expect(zh).toMatch(/。$/);
      expect(en).toMatch(/\.$/);
    }
  }
});
