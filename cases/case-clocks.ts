// The clocks of a case: when it and its present stage are due, and what a suspension leaves of its limit. The limit
// runs from filing until the unit reports back.
import type { Case, CaseState } from '../core/case.ts';
import { type EpochMs, minuteMs } from '../core/time.ts';
import type { CaseTables } from './case-tables.ts';
import type { EscalationTable } from './escalation-table.ts';
import { limitCourse } from './limit-course.ts';
import type { CaseChange } from './timeline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export interface CaseClocks {
  readonly calendar: WorkingCalendar;
  readonly stages: CaseTables['stages'];
  readonly escalation: EscalationTable;
}

/** When the stage that begins at `now` is due; handling has no limit but the case's own. */
export function stageDueAt(
  state: CaseState,
  now: EpochMs,
  dueAt: EpochMs | null,
  stages: CaseTables['stages'],
): EpochMs | null {
  switch (state) {
    case 'reported':
      return now + stages.registration_min * minuteMs;
    case 'filed':
      return now + stages.dispatch_min * minuteMs;
    case 'dispatched':
    case 'handling':
      return dueAt;
    case 'handled':
      return now + stages.verification_min * minuteMs;
    default:
      return null;
  }
}

/** The change that ends a suspension at `at`: what was left of the limit when it began runs on from there. */
export function resumed(subject: Case, at: EpochMs, clocks: CaseClocks): CaseChange {
  const { grantedMs, usedMs } = limitCourse(subject, clocks.calendar);
  const dueAt = clocks.calendar.afterMs(at, subject.limit.clock, grantedMs - usedMs);
  return { suspendedAt: null, suspendedUntil: null, dueAt, stageDueAt: dueAt };
}
