// Who is told what about a case: decided from the entries that its timeline has gained, so that the timeline
// explains every notice.
import { type Case, endedCaseStates, type TimelineEntry } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import type { Notice, NoticeKind } from '../core/notice.ts';
import type { Registry } from '../core/registry.ts';
import { supervisorOf } from './responsibility.ts';

export type NoticeDraft = Omit<Notice, 'id'>;

/** The notices that follow from a change of a case; `before` is absent for a new one. */
export function noticesOf(before: Case | undefined, after: Case, registry: Registry): NoticeDraft[] {
  const gained = after.version - (before?.version ?? 0);
  if (gained === 0) return [];
  return after.timeline.slice(-gained).flatMap((entry) => noticesOfEntry(entry, after, registry));
}

function noticesOfEntry(entry: TimelineEntry, subject: Case, registry: Registry): NoticeDraft[] {
  // A unit that the same record gave and took again need not be told.
  if (entry.action !== 'dispatch' || subject.unitId === null || endedCaseStates.has(subject.state)) return [];
  const { unitId } = subject;
  const unitName = registry.unit(unitId)?.name ?? unitId;
  const notices = [draft(subject, entry, 'dispatch', unitId, headline(subject, dispatchWords))];
  const supervisor = supervisorOf(subject, registry);
  if (supervisor !== null) {
    const words = { zh: `抄送:已派${unitName}`, en: `For your information, sent to ${unitName}` };
    notices.push(draft(subject, entry, 'copy', supervisor, headline(subject, words)));
  }
  return notices;
}

const dispatchWords: Label = { zh: '请处置', en: 'Please handle' };

function headline(subject: Case, words: Label): Label {
  return { zh: `${words.zh}:${subject.title.zh}`, en: `${words.en}: ${subject.title.en}` };
}

function draft(
  subject: Case,
  entry: TimelineEntry,
  kind: NoticeKind,
  unitId: string,
  title: Label,
): NoticeDraft {
  const words = [subject.description, entry.note].filter((part) => part !== '');
  return {
    kind,
    unitId,
    username: null,
    caseId: subject.id,
    alarmId: subject.activeAlarmIds[0] ?? null,
    severity: subject.severity,
    quiet: subject.severity === 'blue',
    title,
    text: {
      zh: [`案件 ${subject.id}`, ...words].join('。'),
      en: [`Case ${subject.id}`, ...words].join('. '),
    },
    path: `/cases/${subject.id}`,
    at: entry.at,
  };
}
