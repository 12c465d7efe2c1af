// A case as the crew should see it: what the hub said, and on top of it what was done here and not sent yet.
import type { CaseState } from '../../../../core/case.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { ShownCase } from '../api-client/answers.ts';
import { compareByDue } from '../lists/case-order.ts';
import { type CrewAction, crewActions, type PendingAction } from './pending-action.ts';
import { isReport, type PendingWork } from './pending-work.ts';

export interface CaseOnPhone {
  readonly subject: ShownCase;
  /** As it will be once everything is sent. */
  readonly state: CaseState;
  readonly pending: readonly PendingAction[];
  /** What the person could do now. */
  readonly allowed: readonly CrewAction[];
}

/** What the hub will allow once it knows what was done here, as `cases/workflow.ts` has it. */
const allowedInState: Readonly<Partial<Record<CaseState, readonly CrewAction[]>>> = {
  dispatched: ['accept', 'handle', 'comment', 'extend', 'return'],
  handling: ['handle', 'comment', 'extend', 'return'],
};

const leadsTo: Readonly<Partial<Record<CrewAction, CaseState>>> = {
  accept: 'handling',
  handle: 'handled',
  return: 'filed',
};

export function caseOnPhone(
  subject: ShownCase,
  outbox: readonly PendingWork[],
  mayAct: boolean,
): CaseOnPhone {
  const pending = outbox.filter(
    (work): work is PendingAction => !isReport(work) && work.caseId === subject.id,
  );
  const coming = pending.filter(({ trouble }) => trouble === null);
  const state = coming.reduce<CaseState>((before, { action }) => leadsTo[action] ?? before, subject.state);
  return { subject, state, pending, allowed: mayAct ? allowedNow(subject, state, coming) : [] };
}

function allowedNow(
  subject: ShownCase,
  state: CaseState,
  coming: readonly PendingAction[],
): readonly CrewAction[] {
  const told = subject.allowed_actions;
  if (coming.length === 0) return crewActions.filter((action) => told.includes(action));
  if (subject.suspended) return ['comment'];
  const isExtending = subject.extension_requested || coming.some(({ action }) => action === 'extend');
  return (allowedInState[state] ?? ['comment']).filter(
    (action) => action !== 'extend' || !(isExtending || subject.overdue),
  );
}

/** Work that is still to be done stands before what waits for others. */
function waitsForOthers({ subject, state }: CaseOnPhone): boolean {
  return subject.suspended || (state !== 'dispatched' && state !== 'handling');
}

/** Overdue first, then by what is due next; or the nearest first, where distances are given. */
export function casesInOrder(
  cases: readonly CaseOnPhone[],
  now: EpochMs,
  distanceTo: ((subject: ShownCase) => number) | null,
): readonly CaseOnPhone[] {
  return [...cases].sort(
    (a, b) =>
      Number(waitsForOthers(a)) - Number(waitsForOthers(b)) ||
      (distanceTo === null ? 0 : distanceTo(a.subject) - distanceTo(b.subject)) ||
      compareByDue(a.subject, b.subject, now),
  );
}
