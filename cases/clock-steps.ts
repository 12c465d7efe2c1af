// What the passing of time alone does to a case: ends a suspension, marks what is overdue, reminds, escalates, and
// asks after a notice that nobody has opened. Each happens once, and the timeline says so.
import { type Case, type CaseState, endedCaseStates, isReceived } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import { type EpochMs, minuteMs } from '../core/time.ts';
import { type CaseClocks, resumed } from './case-clocks.ts';
import type { EscalationStep } from './escalation-table.ts';
import { shareReachedAt } from './limit-course.ts';
import { byClock, type CaseChange, nextVersion, noteIn } from './timeline.ts';

/** States in which the unit's limit runs. */
const runningStates: ReadonlySet<CaseState> = new Set(['filed', 'dispatched', 'handling']);
/** States whose own limit is the centre's. */
const centreStates: ReadonlySet<CaseState> = new Set(['reported', 'filed', 'handled']);

interface ClockStep {
  readonly at: EpochMs;
  readonly action: string;
  readonly note: Label;
  change(at: EpochMs): CaseChange;
}

/** When time alone will change the case next, or `null`. */
export function nextChangeAt(subject: Case, clocks: CaseClocks): EpochMs | null {
  const times = stepsAhead(subject, clocks).map((step) => step.at);
  return times.length === 0 ? null : Math.min(...times);
}

/**
 * The case as time alone has made it by `now`; the same object where it changed nothing. What happened is dated
 * when it fell due, not when the hub came to it, so that a late tick tells the same story; of several reminders that
 * a late tick finds due only the last is given.
 */
export function afterTime(subject: Case, now: EpochMs, clocks: CaseClocks): Case {
  let current = subject;
  for (;;) {
    const due = stepsAhead(current, clocks, now).filter((step) => step.at <= now);
    const step = due.reduce<ClockStep | undefined>(
      (first, other) => (first === undefined || other.at < first.at ? other : first),
      undefined,
    );
    if (step === undefined) return current;
    // A rework may come after the due instant; the timeline never goes back.
    const at = Math.max(step.at, current.timeline.at(-1)?.at ?? step.at);
    current = nextVersion(current, step.change(at), {
      at,
      by: byClock,
      action: step.action,
      note: noteIn(step.note),
    });
  }
}

/** Each thing that time will do next; by `now`, of the reminders due the last one. */
function stepsAhead(subject: Case, clocks: CaseClocks, now?: EpochMs): ClockStep[] {
  if (endedCaseStates.has(subject.state)) return [];
  if (subject.suspendedAt !== null) return suspensionEnd(subject, clocks);
  return [
    ...overdueMark(subject),
    ...reminder(subject, clocks, now),
    ...stageOverdueMark(subject),
    ...unopenedNotice(subject, clocks),
  ];
}

function suspensionEnd(subject: Case, clocks: CaseClocks): ClockStep[] {
  if (subject.suspendedUntil === null) return [];
  return [
    {
      at: subject.suspendedUntil,
      action: 'resume',
      note: { zh: '挂账到期', en: 'the suspension ended' },
      change: (at) => resumed(subject, at, clocks),
    },
  ];
}

function overdueMark(subject: Case): ClockStep[] {
  if (subject.overdue || subject.dueAt === null || !runningStates.has(subject.state)) return [];
  const note = { zh: '超过办理时限', en: 'past its time limit' };
  return [{ at: subject.dueAt, action: 'overdue', note, change: () => ({ overdue: true }) }];
}

function reminder(subject: Case, { calendar, escalation }: CaseClocks, now?: EpochMs): ClockStep[] {
  if (subject.dueAt === null || !runningStates.has(subject.state)) return [];
  let chosen: { step: EscalationStep; at: EpochMs } | null = null;
  for (const step of escalation.steps) {
    if (step.at_percent <= subject.remindedPercent) continue;
    const at = shareReachedAt(subject, step.at_percent, calendar);
    if (at === null || (chosen !== null && (now === undefined || at > now))) break;
    chosen = { step, at };
  }
  if (chosen === null) return [];
  const { step, at } = chosen;
  const note = {
    zh: `已用时限的 ${step.at_percent}%,${step.kind === 'reminder' ? '催办' : '升级督办'}`,
    en: `${step.at_percent} % of the limit used, ${step.kind === 'reminder' ? 'reminded' : 'escalated'}`,
  };
  return [{ at, action: step.kind, note, change: () => ({ remindedPercent: step.at_percent }) }];
}

function stageOverdueMark(subject: Case): ClockStep[] {
  if (subject.stageOverdue || subject.stageDueAt === null || !centreStates.has(subject.state)) return [];
  const note = { zh: '环节超时', en: 'this stage is past its limit' };
  return [{ at: subject.stageDueAt, action: 'stage_overdue', note, change: () => ({ stageOverdue: true }) }];
}

function unopenedNotice(subject: Case, { escalation }: CaseClocks): ClockStep[] {
  if (subject.state !== 'dispatched' || subject.dispatchedAt === null) return [];
  if (subject.receiptMissed || isReceived(subject)) return [];
  return [
    {
      at: subject.dispatchedAt + escalation.receipt.within_min * minuteMs,
      action: 'unreceived',
      note: { zh: '派遣通知未签收', en: 'nobody has opened the notice' },
      change: () => ({ receiptMissed: true }),
    },
  ];
}
