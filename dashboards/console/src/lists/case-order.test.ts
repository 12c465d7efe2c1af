import { describe, expect, test } from 'vitest';
import { caseAnswer } from '../live/test-answers.ts';
import { casesInOrder, dueNearness, isOverdue } from './case-order.ts';

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

  test('are near their limit in its last fifth', () => {
    const due = (due_at: string) => dueNearness(caseAnswer({ due_at }), now);
    expect(due('2026-07-01T03:45:00.000Z')).toBe('near');
    expect(due('2026-07-01T03:46:00.000Z')).toBe('calm');
    expect(due('2026-07-01T02:00:00.000Z')).toBe('overdue');
  });

  test('that were handled wait for the centre, by its own limit', () => {
    const handled = { state: 'handled', due_at: '2026-07-01T02:00:00.000Z' } as const;
    const entry = { by: 'wang', action: 'handle', note: '', unit_id: null } as const;
    const timeline = [{ ...entry, at: '2026-07-01T02:40:00.000Z', from: 'handling', to: 'handled' } as const];
    const by = (stage_due_at: string) => dueNearness(caseAnswer({ ...handled, timeline, stage_due_at }), now);
    expect(by('2026-07-01T03:10:00.000Z')).toBe('calm');
    expect(by('2026-07-01T03:05:00.000Z')).toBe('near');
    expect(by('2026-07-01T02:55:00.000Z')).toBe('overdue');
  });

  test('that are suspended or ended hurry nobody, but what was overdue stays so', () => {
    expect(dueNearness(caseAnswer({ suspended: true }), now)).toBe('calm');
    expect(dueNearness(caseAnswer({ state: 'closed' }), now)).toBe('calm');
    expect(dueNearness(caseAnswer({ state: 'closed', overdue: true }), now)).toBe('overdue');
  });
});
