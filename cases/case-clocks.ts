// The clocks of a case: when it and its present stage are due, what a suspension leaves of its limit, and what the
// passing of time alone changes. The limit runs from filing until the unit reports back.
import { type Case, type CaseState, endedCaseStates, type TimelineEntry } from '../core/case.ts';
import { type EpochMs, minuteMs } from '../core/time.ts';
import type { CaseTables } from './case-tables.ts';
import { byClock, type CaseChange, nextVersion, noteIn } from './timeline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export interface CaseClocks {
  readonly calendar: WorkingCalendar;
  readonly stages: CaseTables['stages'];
}

/** States in which the unit's limit runs. */
const runningStates: ReadonlySet<CaseState> = new Set(['filed', 'dispatched', 'handling']);

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

/** When time alone will change the case next, or `null`. */
export function nextChangeAt(subject: Case): EpochMs | null {
  if (endedCaseStates.has(subject.state)) return null;
  if (subject.suspendedAt !== null) return subject.suspendedUntil;
  return subject.overdue || !runningStates.has(subject.state) ? null : subject.dueAt;
}

/**
 * The case as time alone has made it by `now`; the same object where it changed nothing. What happened is dated
 * when it fell due, not when the hub came to it, so that a late tick tells the same story.
 */
export function afterTime(subject: Case, now: EpochMs, clocks: CaseClocks): Case {
  let current = subject;
  const { suspendedUntil } = current;
  if (current.suspendedAt !== null && suspendedUntil !== null && suspendedUntil <= now) {
    current = nextVersion(current, resumed(current, suspendedUntil, clocks), {
      at: suspendedUntil,
      by: byClock,
      action: 'resume',
      note: noteIn({ zh: '挂账到期', en: 'the suspension ended' }),
    });
  }
  const dueAt = nextChangeAt(current);
  if (current.suspendedAt === null && dueAt !== null && dueAt <= now) {
    current = nextVersion(
      current,
      { overdue: true },
      {
        // A rework may come after the due instant; the timeline never goes back.
        at: Math.max(dueAt, current.timeline.at(-1)?.at ?? dueAt),
        by: byClock,
        action: 'overdue',
        note: noteIn({ zh: '超过办理时限', en: 'past its time limit' }),
      },
    );
  }
  return current;
}

/** The change that ends a suspension at `at`: what was left of the limit when it began runs on from there. */
export function resumed(subject: Case, at: EpochMs, clocks: CaseClocks): CaseChange {
  const leftMs = grantedLessUsedMs(subject, clocks.calendar);
  const dueAt = clocks.calendar.afterMs(at, subject.limit.clock, leftMs);
  return { suspendedAt: null, suspendedUntil: null, dueAt, stageDueAt: dueAt };
}

/** What is left of the limit and its extensions when a suspension begins, as the timeline since filing tells it. */
function grantedLessUsedMs(subject: Case, calendar: WorkingCalendar): number {
  const { clock } = subject.limit;
  const limitMs = calendar.lengthMs(subject.limit);
  const filing = subject.timeline.findLastIndex(startsLimit);
  let leftMs = limitMs;
  let runningFrom = subject.timeline[filing]?.at ?? subject.reportedAt;
  for (const entry of subject.timeline.slice(filing + 1)) {
    if (entry.action === 'approve_extension') leftMs += limitMs;
    if (entry.action === 'suspend') leftMs -= calendar.elapsedMs(runningFrom, entry.at, clock);
    if (entry.action === 'resume') runningFrom = entry.at;
  }
  return leftMs;
}

/** The limit starts with filing, and anew with the reopening of a closed case. */
function startsLimit(entry: TimelineEntry): boolean {
  return entry.to === 'filed' && (entry.action === 'file' || entry.action === 'reopen');
}
