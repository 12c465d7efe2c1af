// What the hub does to a case without a person: files it, sends it to the unit that the registry gives, and brings
// an ended one back.
import { type Case, endedCaseStates } from '../core/case.ts';
import type { Registry } from '../core/registry.ts';
import { onDuty, type Roster } from '../core/roster.ts';
import type { EpochMs } from '../core/time.ts';
import type { CaseClocks } from './case-clocks.ts';
import { afterStep } from './case-steps.ts';
import { byAlarmNote, dispatchNote, noUnitNote, recurredNote } from './case-words.ts';
import { responsibleUnit } from './responsibility.ts';
import { type ResponsibilityTable, responsibilityOrder } from './responsibility-table.ts';
import { byRules, nextVersion } from './timeline.ts';

export interface AutomaticContext {
  readonly registry: Registry;
  readonly clocks: CaseClocks;
  readonly responsibility: ResponsibilityTable;
  readonly roster: (unitId: string) => Roster | undefined;
  readonly now: EpochMs;
}

/** A reported case filed and on its way. */
export function filedAndDispatched(subject: Case, context: AutomaticContext): Case {
  const { now, clocks } = context;
  const request = { action: 'file' } as const;
  const step = { to: 'filed', by: byRules, at: now, request, note: byAlarmNote } as const;
  return dispatched(afterStep(subject, step, clocks), context);
}

/** An ended case reopened and dispatched anew; any other as it is. */
export function broughtBack(subject: Case, context: AutomaticContext): Case {
  if (!endedCaseStates.has(subject.state)) return subject;
  const { now, clocks } = context;
  const to = subject.state === 'closed' ? 'filed' : 'reported';
  const request = { action: 'reopen' } as const;
  const step = { to, by: byRules, at: now, request, note: recurredNote } as const;
  const reopened = afterStep(subject, step, clocks);
  return to === 'filed' ? dispatched(reopened, context) : filedAndDispatched(reopened, context);
}

/** Where the registry gives no unit, the case waits for a person and says so. */
function dispatched(subject: Case, context: AutomaticContext): Case {
  const { registry, now, clocks } = context;
  const point = subject.pointId === null ? undefined : registry.point(subject.pointId);
  const order = responsibilityOrder(context.responsibility, subject.category);
  const found = responsibleUnit(point, registry, order);
  if (found === null) {
    return nextVersion(subject, {}, { at: now, by: byRules, action: 'comment', note: noUnitNote });
  }
  const { unitId, responsibility } = found;
  const note = dispatchNote(
    registry.unit(unitId)?.name ?? unitId,
    responsibility,
    onDuty(context.roster(unitId), now),
  );
  const request = { action: 'dispatch', unitId } as const;
  const step = { to: 'dispatched', by: byRules, at: now, request, responsibility, note } as const;
  return afterStep(subject, step, clocks);
}
