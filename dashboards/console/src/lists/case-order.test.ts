import { describe, expect, test } from 'vitest';
import { caseAnswer } from '../live/test-answers.ts';
import { casesInOrder, isOverdue } from './case-order.ts';

const now = Date.parse('2026-07-01T03:00:00.000Z');

describe('cases', () => {
  test('stand overdue first, then by what is due next, without a deadline last', () => {
    const cases = [
      caseAnswer({ id: 'none', due_at: null }),
      caseAnswer({ id: 'later', due_at: '2026-07-02T00:00:00.000Z' }),
      caseAnswer({ id: 'soon', due_at: '2026-07-01T04:00:00.000Z' }),
      caseAnswer({ id: 'extended', due_at: '2026-07-03T00:00:00.000Z', overdue: true }),
      caseAnswer({ id: 'passed', due_at: '2026-07-01T02:00:00.000Z' }),
    ];
    expect(casesInOrder(cases, now).map(({ id }) => id)).toEqual([
      'passed',
      'extended',
      'soon',
      'later',
      'none',
    ]);
  });

  test('are overdue once their deadline has passed, said or not', () => {
    expect(isOverdue(caseAnswer({ due_at: '2026-07-01T02:59:59.000Z' }), now)).toBe(true);
    expect(isOverdue(caseAnswer({ due_at: '2026-07-01T03:00:01.000Z' }), now)).toBe(false);
    expect(isOverdue(caseAnswer({ due_at: null }), now)).toBe(false);
  });
});
