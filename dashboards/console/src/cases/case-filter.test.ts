import { describe, expect, test } from 'vitest';
import { caseAnswer } from '../live/test-answers.ts';
import { type CaseFilters, caseQuery, passes } from './case-filter.ts';

const user = { username: 'wang', role: 'operator', unit_id: null } as const;

describe('the question to the hub', () => {
  test('is for open cases unless something else was chosen', () => {
    expect(caseQuery({}, user).open).toBe('true');
    expect(caseQuery({ scope: 'ended' }, user).open).toBe('false');
    expect(caseQuery({ scope: 'all' }, user).open).toBeUndefined();
    expect(caseQuery({ state: 'closed' }, user)).toMatchObject({ state: 'closed', open: undefined });
  });

  test('names the person where it is for their own', () => {
    const query = caseQuery({ mine: 'true', text: '北关' }, user);
    expect(query).toMatchObject({ involves: 'wang', text: '北关' });
    expect(query).not.toHaveProperty('mine');
  });
});

describe('a live case passes', () => {
  const entry = { at: '2026-07-01T00:00:00.000Z', action: 'file', note: '', unit_id: null } as const;
  const subject = caseAnswer({
    id: '20260701-0007',
    description: 'Near the SCHOOL',
    timeline: [{ ...entry, by: 'wang', from: 'reported', to: 'filed' }],
  });

  test.each<[CaseFilters, boolean]>([
    [{}, true],
    [{ unit: 'flood-crew', category: '05-06', severity: 'blue' }, true],
    [{ unit: 'other' }, false],
    [{ overdue: 'true' }, false],
    [{ mine: 'true' }, true],
    [{ text: 'school' }, true],
    [{ text: '0701-0007' }, true],
    [{ text: 'water ON' }, true],
    [{ text: 'cover' }, false],
  ])('%o: %s', (filters, expected) => {
    expect(passes(subject, filters, user)).toBe(expected);
  });
});
