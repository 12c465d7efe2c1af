import { expect, test } from 'vitest';
import type { CaseAnswer, ShownCase } from '../api-client/answers.ts';
import { caseOnPhone, casesInOrder } from './case-on-phone.ts';
import type { CrewAction, PendingAction } from './pending-action.ts';

const now = Date.UTC(2026, 6, 1, 8);

function subject(over: Partial<ShownCase> = {}): ShownCase {
  const plain = { id: 'C-1', state: 'dispatched', suspended: false, overdue: false, due_at: null };
  const allowed_actions = ['accept', 'return', 'extend', 'handle', 'comment'];
  return { ...plain, extension_requested: false, allowed_actions, ...over } as ShownCase;
}

function pending(action: CrewAction, over: Partial<PendingAction> = {}): PendingAction {
  return { caseId: 'C-1', action, trouble: null, ...over } as PendingAction;
}

test('what was done offline moves the case on the phone', () => {
  const accepted = caseOnPhone(subject(), [pending('accept')], true);
  expect(accepted.state).toBe('handling');
  expect(accepted.allowed).toEqual(['handle', 'comment', 'extend', 'return']);
  const handled = caseOnPhone(subject(), [pending('accept'), pending('handle')], true);
  expect(handled).toMatchObject({ state: 'handled', allowed: ['comment'] });
});

test('what the hub refused moves nothing', () => {
  const trouble = { kind: 'conflict', detail: 'moved on' } as const;
  expect(caseOnPhone(subject(), [pending('accept', { trouble })], true).state).toBe('dispatched');
});

test('an extension is asked for once, and not after the time is over', () => {
  expect(caseOnPhone(subject(), [pending('extend')], true).allowed).not.toContain('extend');
  const late = caseOnPhone(subject({ overdue: true }), [pending('accept')], true);
  expect(late.allowed).not.toContain('extend');
});

test('what the hub allows goes before what the phone reckons, and a viewer may do nothing', () => {
  const told = subject({ allowed_actions: ['comment', 'handle', 'verify'] });
  expect(caseOnPhone(told, [], true).allowed).toEqual(['handle', 'comment']);
  expect(caseOnPhone(told, [], false).allowed).toEqual([]);
});

test('overdue stands first, then what is due next, and what waits for others last', () => {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const cases = [
    subject({ id: 'later', due_at: at(60) }),
    subject({ id: 'handled', state: 'handled', due_at: at(1) }),
    subject({ id: 'late', due_at: at(-5) }),
    subject({ id: 'soon', due_at: at(10) }),
  ].map((one) => caseOnPhone(one, [], true));
  const ids = (list: typeof cases) => list.map((one) => one.subject.id);
  expect(ids([...casesInOrder(cases, now, null)])).toEqual(['late', 'soon', 'later', 'handled']);
  const metres = (one: CaseAnswer) => ({ later: 10, soon: 500, late: 900 })[one.id] ?? 1;
  expect(ids([...casesInOrder(cases, now, metres)])).toEqual(['later', 'soon', 'late', 'handled']);
});
