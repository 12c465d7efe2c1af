import { expect, it } from 'vitest';
import { objectOf, ruleText, withValue } from './rule-text.ts';

const text = `id: flood-depth # ours
levels: { blue: 50 }
`;

it('puts a value in and leaves the rest as a person wrote it', () => {
  expect(withValue(text, ['overrides', 'flood-1'], { deadband: 5 })).toEqual({
    ok: true,
    value: `id: flood-depth # ours
levels: { blue: 50 }
overrides:
  flood-1:
    deadband: 5
`,
  });
});

it('takes a key away, and the object around it when that is empty', () => {
  const both = withValue(text, ['overrides', 'flood-1'], { deadband: 5 });
  expect(withValue(both.ok ? both.value : '', ['overrides', 'flood-1'], undefined)).toEqual({
    ok: true,
    value: text,
  });
});

it('touches no text that is no rule', () => {
  for (const wrong of ['a: [', '- a list', '']) expect(withValue(wrong, ['enabled'], true).ok).toBe(false);
});

it('reads what it wrote', () => {
  const definition = { id: 'a', levels: { blue: 0.1 }, words: '道路积水: yes', list: [1, '05-06'] };
  expect(objectOf(ruleText(definition))).toEqual(definition);
  expect(objectOf('- a list')).toBeNull();
  expect(objectOf('a: [')).toBeNull();
});
