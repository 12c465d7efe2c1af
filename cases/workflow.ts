// The workflow of a case as one small machine: in which state which action leads where, who may do it and what it
// needs. Checking changes nothing; a refusal says what would be possible instead.

import { type Case, type CaseAction, type CaseState, caseActions, type TimelineEntry } from '../core/case.ts';
import { caseActionLabels, caseStateLabels } from '../core/case-labels.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import type { Label } from '../core/label.ts';
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
export const tooManyPhotos: Label = {
  zh: `一个案件最多 ${maxPhotos} 张照片`,
  en: `a case has ${maxPhotos} photos at most`,
};

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
> & { readonly timeline: readonly Pick<TimelineEntry, 'action' | 'by'>[] };
/** What of a person does. */
export type ActionActor = Pick<Actor, 'name' | 'role' | 'unitId'>;
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
  const conflict = (detail: Label): Result<CaseState, Refusal> =>
    fail({ kind: 'conflict', detail, allowed: allowedActions(subject, actor, settings) });
  if (request.version !== undefined && request.version !== subject.version) {
    return conflict({
      zh: `案件 ${subject.id} 已是第 ${subject.version} 版，您看到的是第 ${request.version} 版：请重新查看后再操作`,
      en: `case ${subject.id} is at version ${subject.version}, not ${request.version}: look again before acting`,
    });
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

/** Crews act on cases of their own unit only; to what one of them reported, that one may add words and photos. */
export function roleAllows(
  actor: ActionActor,
  action: CaseAction,
  subject: Pick<ActionSubject, 'unitId' | 'timeline'>,
): boolean {
  const role: Role = actor.role;
  if (role === 'operator' || role === 'admin') return true;
  if (role !== 'crew' || !crewActions.has(action)) return false;
  if (actor.unitId !== null && actor.unitId === subject.unitId) return true;
  return action === 'comment' && reportedBy(actor.name, subject);
}

function reportedBy(name: string, { timeline }: Pick<ActionSubject, 'timeline'>): boolean {
  return timeline.some(({ action, by }) => action === 'report' && by === name);
}

function whyForbidden(actor: Actor): Label {
  return actor.role === 'crew'
    ? {
        zh: '现场班组只能对本单位案件接单、退回、申请延期、反馈和备注，对本人上报的案件备注',
        en:
          'a crew accepts, returns, extends, handles and comments on the cases of its own unit only, and ' +
          'comments on those that it reported',
      }
    : { zh: '查看员不能操作案件：请联系值班员', en: 'a viewer changes no case: ask an operator' };
}

/** Why the case's state forbids the action, or `null`. */
function obstacleTo(
  subject: ActionSubject,
  action: CaseAction,
  settings: ActionLimits,
  override: boolean,
): Label | null {
  if (caseSteps[subject.state][action] === undefined) {
    return {
      zh: `案件${caseStateLabels[subject.state].zh}，不能${caseActionLabels[action].zh}`,
      en: `a case that is ${subject.state} takes no ${action}`,
    };
  }
  const suspended = subject.suspendedAt !== null;
  if (suspended && !possibleWhileSuspended.has(action)) {
    return { zh: '案件已挂账：请先恢复办理', en: 'the case is suspended: resume it first' };
  }
  switch (action) {
    case 'resume':
      return suspended ? null : { zh: '案件没有挂账', en: 'the case is not suspended' };
    case 'suspend':
      return subject.suspensionCount < settings.max_suspensions
        ? null
        : {
            zh: `一个案件最多挂账 ${settings.max_suspensions} 次`,
            en: `a case is suspended ${settings.max_suspensions} times at most`,
          };
    case 'extend':
      if (subject.extensionRequested) {
        return { zh: '已申请延期，等待审批', en: 'an extension is asked for already' };
      }
      return obstacleToExtension(subject, settings);
    case 'approve_extension':
      return subject.extensionRequested ? obstacleToExtension(subject, settings) : noExtensionAsked;
    case 'refuse_extension':
      return subject.extensionRequested ? null : noExtensionAsked;
    case 'verify':
      if (override || subject.activeAlarmIds.length === 0) return null;
      return {
        zh: `告警未解除：${subject.activeAlarmIds.join('、')}；请待解除后核查，或填写理由强制结案`,
        en:
          `still in alarm: ${subject.activeAlarmIds.join(', ')}; ` +
          'verify when it has cleared, or override with a reason',
      };
    default:
      return null;
  }
}

const noExtensionAsked: Label = { zh: '没有待审批的延期申请', en: 'no extension is asked for' };

function obstacleToExtension(subject: ActionSubject, settings: ActionLimits): Label | null {
  if (subject.overdue) {
    return { zh: '超期的案件不能延期', en: 'a case that was overdue is not extended' };
  }
  return subject.extensionCount < settings.max_extensions
    ? null
    : {
        zh: `一个案件最多延期 ${settings.max_extensions} 次`,
        en: `a case is extended ${settings.max_extensions} times at most`,
      };
}

function flawOf(
  request: CaseActionRequest,
  now: EpochMs,
  settings: WorkflowSettings,
): Pick<Required<Refusal>, 'field' | 'detail'> | null {
  const { action } = request;
  for (const field of neededFields[action] ?? []) {
    // A comment's words may come as either.
    const value = request[field] ?? (action === 'comment' ? request.reason : undefined);
    if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
      const { zh, en } = fieldWords[field];
      return {
        field,
        detail: { zh: `${caseActionLabels[action].zh}需要填写${zh}`, en: `${action} needs ${en}` },
      };
    }
  }
  if (action === 'verify' && request.override === true && (request.reason ?? '').trim() === '') {
    return { field: 'reason', detail: { zh: '强制结案需要填写理由', en: 'an override needs a reason' } };
  }
  for (const field of ['reason', 'note'] as const) {
    if ((request[field]?.length ?? 0) > maxWords) {
      const { zh, en } = fieldWords[field];
      return {
        field,
        detail: { zh: `${zh}最多 ${maxWords} 字`, en: `${en} has ${maxWords} characters at most` },
      };
    }
  }
  if (action !== 'suspend') return null;
  const until = request.until ?? 0;
  if (until <= now) {
    return { field: 'until', detail: { zh: '挂账截止时间应在将来', en: 'a suspension ends in the future' } };
  }
  if (until > now + settings.max_suspension_days * dayMs) {
    const days = settings.max_suspension_days;
    const detail = { zh: `挂账最长 ${days} 天`, en: `a suspension lasts ${days} days at most` };
    return { field: 'until', detail };
  }
  return null;
}

const fieldWords: Readonly<Record<NeededField, Label>> = {
  reason: { zh: '理由', en: 'a reason' },
  unitId: { zh: '单位', en: 'a unit' },
  note: { zh: '说明', en: 'a note' },
  until: { zh: '截止时间', en: 'an end' },
};
