import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mistakeText } from '../core/yaml-mistakes.ts';
import { parseCatalogue } from './catalogue.ts';
import { ruleSchema } from './rule-definition.ts';

const defaults = readFileSync(new URL('./catalogue/default.yaml', import.meta.url), 'utf8');

/** A catalogue with one rule that has this change made to it; the rule's own keys begin in line 3. */
function mistakesOf(change: (text: string) => string): string[] {
  const text = change(`rules:
  - id: flood-depth
    kind: threshold
    title: { zh: 积水, en: Water }
    metric: depth_mm
    unit: mm
    levels:
      blue: 50
      red: 400
    on_delay: { samples: 2 }
    category: 05-06
`);
  const parsed = parseCatalogue('city.yaml', text);
  return parsed.ok ? [] : parsed.error.map((mistake) => mistakeText(mistake));
}

const swap = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};

describe('the default catalogue', () => {
  const parsed = parseCatalogue('default.yaml', defaults);
  const rules = parsed.ok ? parsed.value : [];

  it('has no mistakes, and rules of the ids that the contract names', () => {
    expect(parsed).toMatchObject({ ok: true });
    expect(rules.map((rule) => rule.id)).toEqual(
      expect.arrayContaining([
        ...['flood-depth', 'flood-rise', 'cover-displaced', 'cover-silent-in-flood', 'device-offline'],
        ...['battery-low', 'gauge-fault', 'rainstorm'],
      ]),
    );
  });

  it('says what the field says: 5, 15, 25 and 40 cm, 10°, 3.3 and 3.1 V, 2.5 intervals', () => {
    const rule = (id: string) => rules.find((each) => each.id === id);
    expect(rule('flood-depth')).toMatchObject({
      levels: { blue: 50, yellow: 150, orange: 250, red: 400 },
      deadband: 20,
      on_delay: { samples: 2 },
      category: '05-06',
    });
    expect(rule('cover-displaced')).toMatchObject({
      levels_deg: { orange: 10 },
      at_once_deg: 90,
      confirm: { reports: 2, seconds: 30, passing_seconds: 2, delivery_seconds: 3 },
      category: 'component',
    });
    expect(rule('battery-low')).toMatchObject({ direction: 'below', levels: { blue: 3.3, yellow: 3.1 } });
    expect(rule('device-offline')).toMatchObject({ offline_intervals: 2.5, category: '90-01' });
    expect(rule('gauge-fault')).toMatchObject({ kind: 'fault', category: '90-03' });
    expect(rule('flood-rise')).toMatchObject({
      window_seconds: 300,
      levels: { yellow: 50 },
      category: '05-06',
    });
    expect(rule('rainstorm')).toMatchObject({
      levels: {
        blue: { amount: 50, hours: 12 },
        yellow: { amount: 50, hours: 6 },
        orange: { amount: 50, hours: 3 },
        red: { amount: 100, hours: 3 },
      },
    });
  });

  it('a rule read again from its JSON is the same: a replay decides as the hub did', () => {
    for (const rule of rules) {
      const again = ruleSchema.parse(JSON.parse(JSON.stringify(rule)));
      expect(JSON.stringify(again)).toBe(JSON.stringify(rule));
    }
  });
});

describe('a mistake names file, line, key and mend', () => {
  it.each([
    ['a misspelt severity', 'blue: 50', 'bleu: 50', 8, 'levels.bleu', 'known are blue, yellow, orange, red'],
    [
      'an unknown key',
      'unit: mm',
      'untis: mm',
      6,
      'untis',
      'untis: unknown in a threshold rule; known are id,',
    ],
    [
      'an unknown key of a delay',
      'samples: 2',
      'sampels: 2',
      10,
      'on_delay.sampels',
      'known are samples, seconds',
    ],
    ['a misspelt metric', 'depth_mm', 'depht_mm', 5, 'metric', 'no metric "depht_mm"; there are depth_mm,'],
    [
      'a kind that there is not',
      'kind: threshold',
      'kind: treshold',
      3,
      'kind',
      'threshold, rate, accumulation, displacement, absence, fault, correlation, outage, flow or storm',
    ],
    ['a setpoint that is no number', 'blue: 50', 'blue: deep', 8, 'levels.blue', 'expected number'],
    [
      'setpoints in the wrong order',
      'blue: 50',
      'blue: 500',
      7,
      'levels',
      'they rise, or fall where direction is below',
    ],
    ['no setpoint', '\n      blue: 50\n      red: 400', ' {}', 7, 'levels', 'at least one of blue'],
    [
      'a key that is missing',
      '    category: 05-06\n',
      '',
      2,
      'category',
      'is missing; a string belongs here',
    ],
    ['a title in one language', 'en: Water', 'fr: Eau', 4, 'title.en', 'is missing'],
    [
      'a category of another form',
      '05-06',
      'flood',
      11,
      'category',
      'a category such as 05-06, component or none',
    ],
    ['an id with capitals', 'flood-depth', 'Flood_Depth', 2, 'id', 'lower-case words joined by hyphens'],
    ['a delay without end', 'samples: 2', 'samples: 0', 10, 'on_delay.samples', '>=1'],
  ])('%s', (_, from, to, line, key, mend) => {
    const mistakes = mistakesOf(swap(from, to));
    const mistake = mistakes.find((text) => text.startsWith(`city.yaml:${line}: rules[0].${key}: `));
    expect(mistake ?? mistakes.join('\n')).toContain(mend);
  });

  it('an absence rule that is offline before it is late, and a severity that there is not', () => {
    const absence = `rules:
  - id: offline
    kind: absence
    title: { zh: 离线, en: Offline }
    severity: purple
    late_intervals: 3
    offline_intervals: 2
    category: 90-01
`;
    const purple = parseCatalogue('city.yaml', absence);
    expect(purple.ok ? [] : purple.error.map((mistake) => mistakeText(mistake))).toEqual([
      'city.yaml:5: rules[0].severity: "purple" is no severity; there are blue, yellow, orange, red',
    ]);
    const blue = parseCatalogue('city.yaml', absence.replace('purple', 'blue'));
    expect(blue.ok ? [] : blue.error.map(({ line, key }) => [line, key])).toEqual([
      [6, 'rules[0].late_intervals'],
    ]);
  });

  it('an id that stands twice', () => {
    expect(mistakesOf((text) => text + text.slice('rules:\n'.length))).toEqual([
      'city.yaml:12: rules[1].id: flood-depth is already the id of rules[0]; ids are unique',
    ]);
  });

  it('every mistake of every rule at once', () => {
    const twice = (text: string) =>
      text.replace('depth_mm', 'depht_mm') + text.slice(7).replace('50', 'deep');
    expect(mistakesOf(twice)).toHaveLength(2);
  });

  it.each([
    ['a file that is no YAML', 'rules: [\n  {', 2, ''],
    ['a key twice', 'rules: []\nrules: []\n', 2, ''],
    ['an empty file', '', 1, 'rules'],
    ['rules that are no list', 'rules: flood\n', 1, 'rules'],
    ['something beside the rules', 'rules: []\nlevels: {}\n', 1, 'rules'],
    ['a list alone', '- id: x\n', 1, 'rules'],
    ['a rule that is no object', 'rules:\n  - flood\n', 2, 'rules[0]'],
    ['an alias to nothing', 'rules: *nowhere\n', 1, ''],
  ])('%s', (_, text, line, key) => {
    const parsed = parseCatalogue('city.yaml', text);
    const [mistake] = parsed.ok ? [] : parsed.error;
    expect(mistake).toMatchObject({ file: 'city.yaml', line, key });
    expect(mistake?.mend).not.toBe('');
  });

  it('an empty list is a catalogue', () => {
    expect(parseCatalogue('city.yaml', 'rules: []')).toEqual({ ok: true, value: [] });
  });
});
