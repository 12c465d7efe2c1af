// The workflow of a case as one small machine: in which state which action leads where, who may do it and what it
// needs. Checking changes nothing; a refusal says what would be possible instead.
import { type Case, type CaseAction, type CaseState, caseActions } from '../core/case.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import type { Actor, Role } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import { fail, ok, type Result } from '../core/result.ts';
import { dayMs, type EpochMs } from '../core/time.ts';
import type { CaseTables } from './case-tables.ts';

/** Where an action leads. An action that is not listed is impossible in that state. */
export const caseSteps: Readonly<Record<CaseState, Readonly<Partial<Record<CaseAction, CaseState>>>>> = {
  reported: { file: 'filed', not_file: 'not_filed', cancel: 'cancelled', comment: 'reported' },
  filed: { dispatch: 'dispatched', cancel: 'cancelled', comment: 'filed' },
  dispatched: {
    dispatch: 'dispatched',
    accept: 'handling',
    return: 'filed',
    extend: 'dispatched',
    approve_extension: 'dispatched',
    refuse_extension: 'dispatched',
    suspend: 'dispatched',
    resume: 'dispatched',
    handle: 'handled',
    cancel: 'cancelled',
    comment: 'dispatched',
  },
  handling: {
    dispatch: 'dispatched',
    return: 'filed',
    extend: 'handling',
    approve_extension: 'handling',
    refuse_extension: 'handling',
    suspend: 'handling',
    resume: 'handling',
    handle: 'handled',
    cancel: 'cancelled',
    comment: 'handling',
  },
  handled: { verify: 'closed', rework: 'handling', comment: 'handled' },
  closed: { reopen: 'filed', comment: 'closed' },
  not_filed: { reopen: 'reported', comment: 'not_filed' },
  cancelled: { reopen: 'reported', comment: 'cancelled' },
};

/** While a case is suspended, nothing else is possible. */
const possibleWhileSuspended: ReadonlySet<CaseAction> = new Set(['resume', 'cancel', 'comment']);

/** What a crew may do, on its own unit's cases. An operator and an admin may do everything, a viewer nothing. */
const crewActions: ReadonlySet<CaseAction> = new Set(['accept', 'return', 'extend', 'handle', 'comment']);

type NeededField = 'reason' | 'unitId' | 'note' | 'until';

const neededFields: Readonly<Partial<Record<CaseAction, readonly NeededField[]>>> = {
  dispatch: ['unitId'],
  return: ['reason'],
  extend: ['reason'],
  suspend: ['reason', 'until'],
  handle: ['note'],
  rework: ['reason'],
  cancel: ['reason'],
  reopen: ['reason'],
  comment: ['note'],
};

/** Longest reason or note, characters, and most pictures of one case. */
const maxWords = 2_000;
export const maxPhotos = 100;

export type WorkflowSettings = CaseTables['workflow'];

/** What of a case decides which actions it takes. */
export type ActionSubject = Pick<
  Case,
  | 'state'
  | 'unitId'
  | 'suspendedAt'
  | 'suspensionCount'
  | 'extensionRequested'
  | 'extensionCount'
  | 'overdue'
  | 'activeAlarmIds'
>;
/** What of a person does. */
export type ActionActor = Pick<Actor, 'role' | 'unitId'>;
/** What of the tables does. */
export type ActionLimits = Pick<WorkflowSettings, 'max_extensions' | 'max_suspensions'>;

/**
 * Whether `actor` may do `request` to `subject` at `now`, and to which state it leads. Refusals in this order:
 * role or unit, version, state, guards, missing or wrong fields. The unit of a dispatch is not looked up here.
 */
export function checkAction(
  subject: Case,
  request: CaseActionRequest,
  actor: Actor,
  now: EpochMs,
  settings: WorkflowSettings,
): Result<CaseState, Refusal> {
  const { action } = request;
  if (!roleAllows(actor, action, subject)) return fail({ kind: 'forbidden', detail: whyForbidden(actor) });
  const conflict = (detail: string): Result<CaseState, Refusal> =>
    fail({ kind: 'conflict', detail, allowed: allowedActions(subject, actor, settings) });
  if (request.version !== undefined && request.version !== subject.version) {
    return conflict(
      `case ${subject.id} is at version ${subject.version}, not ${request.version}: look again before acting`,
    );
  }
  const obstacle = obstacleTo(subject, action, settings, request.override === true);
  if (obstacle !== null) return conflict(obstacle);
  const flaw = flawOf(request, now, settings);
  if (flaw !== null) return fail({ kind: 'invalid', ...flaw });
  return ok(caseSteps[subject.state][action] as CaseState);
}

/** What `actor` could do to the case as it is, in the order of the list of actions. */
export function allowedActions(
  subject: ActionSubject,
  actor: ActionActor,
  settings: ActionLimits,
): CaseAction[] {
  return caseActions.filter(
    (action) => roleAllows(actor, action, subject) && obstacleTo(subject, action, settings, false) === null,
  );
}

/** Crews act on cases of their own unit only. */
export function roleAllows(actor: ActionActor, action: CaseAction, subject: Pick<Case, 'unitId'>): boolean {
  const role: Role = actor.role;
  if (role === 'operator' || role === 'admin') return true;
  if (role !== 'crew' || !crewActions.has(action)) return false;
  return actor.unitId !== null && actor.unitId === subject.unitId;
}

function whyForbidden(actor: Actor): string {
  return actor.role === 'crew'
    ? 'a crew accepts, returns, extends, handles and comments on the cases of its own unit only'
    : 'a viewer changes no case: ask an operator';
}

/** Why the case's state forbids the action, or `null`. */
function obstacleTo(
  subject: ActionSubject,
  action: CaseAction,
  settings: ActionLimits,
  override: boolean,
): string | null {
  if (caseSteps[subject.state][action] === undefined)
    return `a case that is ${subject.state} takes no ${action}`;
  const suspended = subject.suspendedAt !== null;
  if (suspended && !possibleWhileSuspended.has(action)) return `the case is suspended: resume it first`;
  switch (action) {
    case 'resume':
      return suspended ? null : 'the case is not suspended';
    case 'suspend':
      return subject.suspensionCount < settings.max_suspensions
        ? null
        : `a case is suspended ${settings.max_suspensions} times at most`;
    case 'extend':
      if (subject.extensionRequested) return 'an extension is asked for already';
      return obstacleToExtension(subject, settings);
    case 'approve_extension':
      if (!subject.extensionRequested) return 'no extension is asked for';
      return obstacleToExtension(subject, settings);
    case 'refuse_extension':
      return subject.extensionRequested ? null : 'no extension is asked for';
    case 'verify':
      if (override || subject.activeAlarmIds.length === 0) return null;
      return (
        `still in alarm: ${subject.activeAlarmIds.join(', ')}; ` +
        'verify when it has cleared, or override with a reason'
      );
    default:
      return null;
  }
}

function obstacleToExtension(subject: ActionSubject, settings: ActionLimits): string | null {
  if (subject.overdue) return 'a case that was overdue is not extended';
  return subject.extensionCount < settings.max_extensions
    ? null
    : `a case is extended ${settings.max_extensions} times at most`;
}

function flawOf(
  request: CaseActionRequest,
  now: EpochMs,
  settings: WorkflowSettings,
): { readonly field: string; readonly detail: string } | null {
  const { action } = request;
  for (const field of neededFields[action] ?? []) {
    // A comment's words may come as either.
    const value = request[field] ?? (action === 'comment' ? request.reason : undefined);
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
      return { field, detail: `${action} needs ${fieldWords[field]}` };
    }
  }
  if (action === 'verify' && request.override === true && (request.reason ?? '').trim() === '') {
    return { field: 'reason', detail: 'an override needs a reason' };
  }
  for (const field of ['reason', 'note'] as const) {
    if ((request[field]?.length ?? 0) > maxWords) {
      return { field, detail: `${fieldWords[field]} has ${maxWords} characters at most` };
    }
  }
  if (action !== 'suspend') return null;
  const until = request.until ?? 0;
  if (until <= now) return { field: 'until', detail: 'a suspension ends in the future' };
  if (until > now + settings.max_suspension_days * dayMs) {
    return { field: 'until', detail: `a suspension lasts ${settings.max_suspension_days} days at most` };
  }
  return null;
}

const fieldWords: Readonly<Record<NeededField, string>> = {
  reason: 'a reason',
  unitId: 'a unit',
  note: 'a note',
  until: 'an end',
};
