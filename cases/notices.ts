// Who is told what about a case: decided from the entries that its timeline has gained, so that the timeline
// explains every notice.
import { type Case, endedCaseStates, offersClosing, type TimelineEntry } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import type { Notice, NoticeKind } from '../core/notice.ts';
import { onDuty } from '../core/roster.ts';
import { severityRank } from '../core/severity.ts';
import type { EscalationTable, NoticeRecipient } from './escalation-table.ts';
import { noticeText, noticeWords } from './notice-words.ts';
import { type Directory, type Recipient, recipientsOf } from './recipients.ts';
import { byRules } from './timeline.ts';

export interface NoticeDraft extends Omit<Notice, 'id' | 'quiet'> {
  /** Whether it may wait for the digest at all: not where the limit runs day and night. */
  readonly mayWait: boolean;
}

export interface NoticeContext extends Directory {
  readonly escalation: EscalationTable;
  readonly timezone: string;
}

/** What waits for no digest. */
const urgentKinds: ReadonlySet<NoticeKind> = new Set(['escalation', 'letter', 'worse']);

interface Told {
  readonly kind: NoticeKind;
  readonly to: readonly NoticeRecipient[];
  readonly words: Label;
}

/** The notices that follow from a change of a case; `before` is absent for a new one. */
export function noticesOf(before: Case | undefined, after: Case, context: NoticeContext): NoticeDraft[] {
  const gained = after.version - (before?.version ?? 0);
  if (gained === 0) return [];
  const drafts = after.timeline.slice(-gained).flatMap((entry) => {
    const told = toldOf(entry, before, after, context);
    return told.flatMap(({ kind, to, words }) =>
      recipientsOf(to, after, entry.at, context).map((one) => draft(after, entry, kind, one, words, context)),
    );
  });
  return [...recalled(before, after, context), ...drafts];
}

/** The unit that had the case and has it no more. */
function recalled(before: Case | undefined, after: Case, context: NoticeContext): NoticeDraft[] {
  const entry = after.timeline.at(-1);
  if (before === undefined || before.unitId === null || entry === undefined) return [];
  // It knows: it gave the case back itself, or has seen it closed.
  if (entry.action === 'return' || after.state === 'closed' || before.state === 'closed') return [];
  const isCancelled = after.state === 'cancelled' && before.state !== 'cancelled';
  if (before.unitId === after.unitId && !isCancelled) return [];
  return recipientsOf(['unit'], before, entry.at, context).map((one) =>
    draft(after, entry, 'recall', one, noticeWords.recall, context),
  );
}

/** That a letter was sent, for each unit that gets it. */
export function letterNotices(subject: Case, to: readonly string[], context: NoticeContext): NoticeDraft[] {
  const entry = subject.timeline.at(-1);
  if (entry === undefined) return [];
  return to.map((unitId) => {
    const { username } = onDuty(context.roster(unitId), entry.at);
    return draft(subject, entry, 'letter', { unitId, username }, noticeWords.letter, context);
  });
}

function toldOf(
  entry: TimelineEntry,
  before: Case | undefined,
  after: Case,
  { escalation }: NoticeContext,
): Told[] {
  // What the same record ended again need not be told.
  if (endedCaseStates.has(after.state)) return [];
  const centre = (words: Label): Told[] => [{ kind: 'attention', to: ['centre'], words }];
  switch (entry.action) {
    case 'dispatch':
      if (entry.unitId !== after.unitId) return [];
      return [
        { kind: 'dispatch', to: ['unit'], words: noticeWords.dispatch },
        { kind: 'copy', to: ['deputy', 'supervisor'], words: noticeWords.copy },
      ];
    case 'reminder':
    case 'escalation': {
      const step = escalation.steps.find((known) => known.at_percent === after.remindedPercent);
      return [{ kind: entry.action, to: step?.to ?? ['unit'], words: noticeWords[entry.action] }];
    }
    case 'unreceived':
      return [{ kind: 'reminder', to: escalation.receipt.to, words: noticeWords.unreceived }];
    case 'rework':
      return [{ kind: 'rework', to: ['unit'], words: noticeWords.rework }];
    case 'alarm':
      return hasBecomeWorse(before, after)
        ? [{ kind: 'worse', to: ['unit', 'supervisor'], words: noticeWords.worse }]
        : [];
    case 'alarm_cleared':
      return offersClosing(after)
        ? [{ kind: 'closing_offered', to: ['unit', 'centre'], words: noticeWords.closing_offered }]
        : [];
    case 'approve_extension':
    case 'refuse_extension':
      return [{ kind: 'attention', to: ['unit'], words: noticeWords[entry.action] }];
    case 'return':
      return centre(noticeWords.return);
    case 'extend':
      return centre(noticeWords.extend);
    case 'handle':
      return centre(noticeWords.handle);
    case 'stage_overdue':
      return centre(noticeWords.stage_overdue);
    case 'report':
      return entry.by === byRules || after.state !== 'reported' ? [] : centre(noticeWords.report);
    case 'file':
      return entry.by === byRules && after.unitId === null ? centre(noticeWords.no_unit) : [];
    default:
      return [];
  }
}

/** Of a case that its unit had already; a dispatch says how bad it is by itself. */
function hasBecomeWorse(before: Case | undefined, after: Case): boolean {
  return (
    before !== undefined &&
    before.unitId === after.unitId &&
    severityRank(after.severity) > severityRank(before.severity)
  );
}

function draft(
  subject: Case,
  entry: TimelineEntry,
  kind: NoticeKind,
  { unitId, username }: Recipient,
  words: Label,
  { timezone, registry }: NoticeContext,
): NoticeDraft {
  return {
    kind,
    unitId,
    username,
    caseId: subject.id,
    alarmId: subject.activeAlarmIds[0] ?? null,
    severity: subject.severity,
    title: {
      zh: `${words.zh}:${subject.title.zh}`,
      en: `${words.en}: ${subject.title.en}`,
    },
    text: noticeText(subject, entry, registry.unit(subject.unitId ?? '')?.name ?? null, timezone),
    path: `/cases/${subject.id}`,
    at: entry.at,
    mayWait: subject.limit.clock !== 'urgent_hours' && !urgentKinds.has(kind),
  };
}
