import { describe, expect, it } from 'vitest';
import { type Case, type CaseAction, type CaseState, caseActions, caseStates } from '../core/case.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import { roles } from '../core/person.ts';
import { hourMs } from '../core/time.ts';
import { alarm, person, reportAt, defaultTables as tables, town, tuesday } from './test-town.ts';
import { allowedActions, checkAction } from './workflow.ts';

const settings = tables.workflow;
const operator = person('operator');
const crew = person('crew', 'drainage');

/** The workflow as people know it, written down apart from the code: where each action leads from each state. */
const expected: Readonly<Record<CaseState, Readonly<Partial<Record<CaseAction, CaseState>>>>> = {
  reported: { file: 'filed', not_file: 'not_filed', cancel: 'cancelled', comment: 'reported' },
  filed: { dispatch: 'dispatched', cancel: 'cancelled', comment: 'filed' },
  dispatched: {
    dispatch: 'dispatched',
    accept: 'handling',
    return: 'filed',
    extend: 'dispatched',
    suspend: 'dispatched',
    handle: 'handled',
    cancel: 'cancelled',
    comment: 'dispatched',
  },
  handling: {
    dispatch: 'dispatched',
    return: 'filed',
    extend: 'handling',
    suspend: 'handling',
    handle: 'handled',
    cancel: 'cancelled',
    comment: 'handling',
  },
  handled: { verify: 'closed', rework: 'handling', comment: 'handled' },
  closed: { reopen: 'filed', comment: 'closed' },
  not_filed: { reopen: 'reported', comment: 'not_filed' },
  cancelled: { reopen: 'reported', comment: 'cancelled' },
};
const crewMay: readonly CaseAction[] = ['accept', 'return', 'extend', 'handle', 'comment'];

/** A request with everything any action could need. */
function request(action: CaseAction, over: Partial<CaseActionRequest> = {}): CaseActionRequest {
  return {
    caseId: 'c',
    action,
    reason: 'because',
    note: 'done',
    unitId: 'drainage',
    until: tuesday + hourMs,
    ...over,
  };
}

function caseIn(state: CaseState, over: Partial<Case> = {}): Case {
  const { book } = town(tables);
  const reported = book.report(reportAt(), operator, tuesday);
  if (!reported.ok) throw new Error(reported.error.detail.en);
  return { ...reported.value, state, unitId: 'drainage', ...over };
}

const check = (subject: Case, asked: CaseActionRequest, by = operator) =>
  checkAction(subject, asked, by, tuesday, settings);

describe('every state, action and role', () => {
  for (const state of caseStates) {
    for (const role of roles) {
      it(`${role} with a case that is ${state}`, () => {
        const subject = caseIn(state);
        const actor = person(role, role === 'crew' ? 'drainage' : null);
        const may = (action: CaseAction) =>
          role === 'operator' || role === 'admin' || (role === 'crew' && crewMay.includes(action));
        const possible = caseActions.filter((action) => may(action) && expected[state][action] !== undefined);
        expect(allowedActions(subject, actor, settings)).toEqual(possible);
        for (const action of caseActions) {
          const checked = check(subject, request(action), actor);
          const to = expected[state][action];
          if (!may(action)) expect(checked).toMatchObject({ error: { kind: 'forbidden' } });
          else if (to === undefined) {
            expect(checked).toMatchObject({ error: { kind: 'conflict', allowed: possible } });
          } else expect(checked).toEqual({ ok: true, value: to });
        }
      });
    }
  }

  it('a crew touches no case of another unit, nor one that has no unit', () => {
    for (const unitId of ['water', null]) {
      for (const state of caseStates) {
        for (const action of caseActions) {
          expect(check(caseIn(state, { unitId }), request(action), crew)).toMatchObject({
            error: { kind: 'forbidden' },
          });
        }
      }
    }
    expect(check(caseIn('handling', { unitId: null }), request('handle'), person('crew'))).toMatchObject({
      error: { kind: 'forbidden' },
    });
  });
});

it('a crew adds words to what it reported, whoever’s it became, and nothing else', () => {
  const { book } = town(tables);
  const reported = book.report(reportAt(), person('crew'), tuesday);
  if (!reported.ok) throw new Error(reported.error.detail.en);
  for (const unitId of ['water', null]) {
    const subject = { ...reported.value, unitId };
    expect(allowedActions(subject, person('crew'), settings)).toEqual(['comment']);
    expect(allowedActions(subject, crew, settings)).toEqual([]);
  }
});

describe('what an action needs', () => {
  const needs: readonly (readonly [CaseState, CaseAction, keyof CaseActionRequest])[] = [
    ['filed', 'dispatch', 'unitId'],
    ['dispatched', 'return', 'reason'],
    ['handling', 'extend', 'reason'],
    ['handling', 'suspend', 'reason'],
    ['handling', 'suspend', 'until'],
    ['handling', 'handle', 'note'],
    ['handled', 'rework', 'reason'],
    ['filed', 'cancel', 'reason'],
    ['closed', 'reopen', 'reason'],
  ];
  for (const [state, action, field] of needs) {
    it(`${action} without ${field} is invalid and names it`, () => {
      const { [field]: _, ...without } = request(action);
      expect(check(caseIn(state), without as CaseActionRequest)).toMatchObject({
        error: { kind: 'invalid', field },
      });
    });
  }

  it('blanks are no reason', () => {
    expect(check(caseIn('handled'), request('rework', { reason: ' \n' }))).toMatchObject({
      error: { kind: 'invalid', field: 'reason' },
    });
  });

  it('the words of a comment may come as note or as reason', () => {
    const bare = { caseId: 'c', action: 'comment' } as const;
    expect(check(caseIn('filed'), { ...bare, reason: 'seen' }).ok).toBe(true);
    expect(check(caseIn('filed'), { ...bare, note: 'seen' }).ok).toBe(true);
    expect(check(caseIn('filed'), bare)).toMatchObject({ error: { kind: 'invalid', field: 'note' } });
  });

  it('words have a limit', () => {
    expect(check(caseIn('filed'), request('comment', { note: 'x'.repeat(2_001) }))).toMatchObject({
      error: { kind: 'invalid', field: 'note' },
    });
  });
});

describe('guards', () => {
  const conflict = { error: { kind: 'conflict' } };

  it('a version that is not the case’s is a conflict', () => {
    const subject = caseIn('filed', { version: 4 });
    expect(check(subject, request('comment', { version: 3 }))).toMatchObject(conflict);
    expect(check(subject, request('comment', { version: 4 })).ok).toBe(true);
  });

  it('an extension is given twice at most, never when overdue, and only once asked for at a time', () => {
    expect(check(caseIn('handling', { extensionCount: 2 }), request('extend'))).toMatchObject(conflict);
    expect(check(caseIn('handling', { overdue: true }), request('extend'))).toMatchObject(conflict);
    const asked = { extensionRequested: true };
    expect(check(caseIn('handling', asked), request('extend'))).toMatchObject(conflict);
    expect(check(caseIn('handling', asked), request('approve_extension')).ok).toBe(true);
    expect(check(caseIn('handling', asked), request('refuse_extension')).ok).toBe(true);
    const late = caseIn('handling', { ...asked, overdue: true });
    expect(check(late, request('approve_extension'))).toMatchObject(conflict);
    expect(check(late, request('refuse_extension')).ok).toBe(true);
    expect(check(caseIn('handling'), request('approve_extension'))).toMatchObject(conflict);
  });

  it('a suspension is given once, for a year at most, and ends in the future', () => {
    expect(check(caseIn('handling', { suspensionCount: 1 }), request('suspend'))).toMatchObject(conflict);
    for (const until of [tuesday, tuesday + 366 * 24 * hourMs]) {
      expect(check(caseIn('handling'), request('suspend', { until }))).toMatchObject({
        error: { kind: 'invalid', field: 'until' },
      });
    }
  });

  it('a suspended case is resumed, cancelled or commented on, nothing else', () => {
    const subject = caseIn('handling', { suspendedAt: tuesday, suspendedUntil: tuesday + hourMs });
    expect(allowedActions(subject, operator, settings)).toEqual(['resume', 'cancel', 'comment']);
    expect(check(subject, request('handle'))).toMatchObject(conflict);
    expect(check(subject, request('resume')).ok).toBe(true);
  });

  it('nothing is verified while an alarm of it is active, unless overridden with a reason', () => {
    const subject = caseIn('handled', { alarmIds: [alarm().id], activeAlarmIds: [alarm().id] });
    expect(check(subject, request('verify'))).toMatchObject({
      error: { kind: 'conflict', allowed: ['rework', 'comment'] },
    });
    expect(check(subject, request('verify', { override: true })).ok).toBe(true);
    expect(check(subject, { caseId: 'c', action: 'verify', override: true })).toMatchObject({
      error: { kind: 'invalid', field: 'reason' },
    });
  });
});
