// What the entries of a case's timeline are called: what people did, and what the hub did by itself.
import type { CaseAction } from '../../../../core/case.ts';
import type { Label, Language } from '../../../../core/label.ts';
import type { CaseAnswer } from '../api-client/answers.ts';

const people = {
  file: { zh: '立案', en: 'Filed' },
  not_file: { zh: '不予立案', en: 'Not filed' },
  dispatch: { zh: '派遣', en: 'Dispatched' },
  accept: { zh: '接单', en: 'Accepted' },
  return: { zh: '退回', en: 'Returned' },
  extend: { zh: '申请延期', en: 'Asked for more time' },
  approve_extension: { zh: '同意延期', en: 'Extension approved' },
  refuse_extension: { zh: '不同意延期', en: 'Extension refused' },
  suspend: { zh: '挂账', en: 'Suspended' },
  resume: { zh: '恢复办理', en: 'Resumed' },
  handle: { zh: '处置反馈', en: 'Reported handled' },
  verify: { zh: '核查结案', en: 'Verified and closed' },
  rework: { zh: '返工', en: 'Sent back for rework' },
  cancel: { zh: '作废', en: 'Cancelled' },
  reopen: { zh: '重新打开', en: 'Reopened' },
  comment: { zh: '备注', en: 'Comment' },
} as const satisfies Record<CaseAction, Label>;

const hub: Readonly<Record<string, Label>> = {
  report: { zh: '上报', en: 'Reported' },
  alarm: { zh: '告警', en: 'Alarm' },
  alarm_cleared: { zh: '告警解除', en: 'Alarm cleared' },
  receipt: { zh: '已签收', en: 'Receipt confirmed' },
  letter: { zh: '督办函', en: 'Supervision letter' },
  letter_reply: { zh: '督办回复', en: 'Reply to the letter' },
  merge: { zh: '合并', en: 'Merged' },
  overdue: { zh: '超期', en: 'Overdue' },
  stage_overdue: { zh: '环节超时', en: 'Stage overdue' },
  reminder: { zh: '催办', en: 'Reminder' },
  escalation: { zh: '升级督办', en: 'Escalated' },
  unreceived: { zh: '无人签收', en: 'Nobody opened the notice' },
  appeal: { zh: '申诉', en: 'Appeal' },
  appeal_review: { zh: '申诉复核', en: 'Appeal reviewed' },
};

/** An entry that this list does not know yet is shown by its name. */
export function timelineWords(action: string): Label {
  const known: Readonly<Record<string, Label>> = people;
  return known[action] ?? hub[action] ?? { zh: action, en: action };
}

export type TimelineEntry = Pick<CaseAnswer['timeline'][number], 'by' | 'action' | 'note'>;

/** Who signs what nobody did by hand. */
const ownNames: Readonly<Record<string, Label>> = {
  rules: { zh: '告警规则', en: 'Alarm rules' },
  clock: { zh: '时限', en: 'Clock' },
};

export function isByHub({ by }: Pick<TimelineEntry, 'by'>): boolean {
  return Object.hasOwn(ownNames, by);
}

/** `drainage/wang` is a person who opened a notice by its link, with the unit that they stand for. */
export function actorWords(
  by: string,
  unitName: (id: string) => string | undefined = () => undefined,
): Label {
  const own = ownNames[by];
  if (own !== undefined) return own;
  const [first = '', person] = by.split('/');
  const unit = unitName(first);
  const name = unit === undefined ? by : person === undefined ? unit : `${person} (${unit})`;
  return { zh: name, en: name };
}

/** Entries whose note begins with the hub's own words, whoever did it. */
const ownNotes: ReadonlySet<string> = new Set(['receipt', 'dispatch', 'report', 'merge']);

/**
 * The hub writes its notes in both languages, `中文 / English; what a person added`: the reader's half and what was
 * added. What people wrote stays as they wrote it.
 */
export function noteWords(entry: TimelineEntry, language: Language): string {
  const { note, action } = entry;
  const stroke = note.indexOf(' / ');
  if (stroke === -1 || !(isByHub(entry) || ownNotes.has(action))) return note;
  const [en = '', ...added] = note.slice(stroke + 3).split('; ');
  return [language === 'zh' ? note.slice(0, stroke) : en, ...added].join('; ');
}
