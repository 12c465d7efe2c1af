import { expect, it } from 'vitest';
import { wordsOfIssue } from '../core/issue-words.ts';
import { ruleSchema } from './rule-definition.ts';

const rule = {
  ...{ id: 'flood-depth', kind: 'threshold', title: { zh: '积水', en: 'Water' }, metric: 'depth_mm' },
  ...{ levels: { blue: 50, red: 400 }, category: '05-06' },
};

const absence = { id: 'gone', kind: 'absence', title: rule.title, severity: 'blue', category: 'none' };

it.each([
  ['an unknown key', { ...rule, levles: 1 }],
  ['no level', { ...rule, levels: {} }],
  ['levels that fall', { ...rule, levels: { blue: 50, red: 40 } }],
  ['levels of a rate that fall', { ...rule, kind: 'rate', window_seconds: 60, levels: { blue: 5, red: 4 } }],
  ['an unknown metric', { ...rule, metric: 'depth' }],
  ['an unknown kind', { ...rule, kind: 'treshold' }],
  ['an unknown severity', { ...absence, severity: 'pink' }],
  ['a bad id', { ...rule, id: 'Flood depth' }],
  ['a bad category', { ...rule, category: '5' }],
  ['a bad time', { ...rule, schedule: [{ from: '8' }] }],
  ['a key that may not differ', { ...rule, overrides: { 'flood-1': { metric: 'rain_mm' } } }],
  ['late after offline', { ...absence, late_intervals: 3, offline_intervals: 2 }],
  ['a flow of another name', { ...absence, kind: 'flow', flow: 'x', severity: undefined }],
])('says in Chinese what is to be mended: %s', (_what, definition) => {
  const issues = ruleSchema.safeParse(definition).error?.issues ?? [];
  expect(issues).not.toEqual([]);
  for (const issue of issues) {
    const { zh, en } = wordsOfIssue(issue, definition);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en).not.toMatch(/[\u4e00-\u9fff]/);
  }
});
