// What notices say, in both languages.
import type { Case, TimelineEntry } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import { localMinuteText } from './working-calendar.ts';

export const noticeWords = {
  dispatch: { zh: '请处置', en: 'Please handle' },
  copy: { zh: '抄送', en: 'For your information' },
  recall: { zh: '已撤回,无需处置', en: 'No longer yours' },
  letter: { zh: '督办函', en: 'Supervision letter' },
  worse: { zh: '险情加重', en: 'Has become worse' },
  rework: { zh: '核查未通过,请返工', en: 'Not accepted, please do again' },
  reminder: { zh: '催办', en: 'Reminder' },
  escalation: { zh: '升级督办', en: 'Escalated' },
  unreceived: { zh: '通知未签收', en: 'Notice not opened' },
  closing_offered: { zh: '监测已恢复正常,可核查结案', en: 'Back to normal, can be verified and closed' },
  approve_extension: { zh: '延期已批准', en: 'Extension approved' },
  refuse_extension: { zh: '延期未批准', en: 'Extension refused' },
  return: { zh: '被退回,请重新派遣', en: 'Given back, please dispatch anew' },
  extend: { zh: '申请延期,请审批', en: 'Extension asked for' },
  handle: { zh: '已反馈,请核查', en: 'Reported as done, please verify' },
  stage_overdue: { zh: '环节超时,请处理', en: 'Waiting too long at the centre' },
  report: { zh: '新上报,请立案', en: 'New report, please file' },
  no_unit: { zh: '无责任单位,请人工派遣', en: 'Nobody answers for it, please dispatch' },
} as const satisfies Readonly<Record<string, Label>>;

/** Case, unit and deadline first, then what was said. */
export function noticeText(
  subject: Case,
  entry: TimelineEntry,
  unitName: string | null,
  timezone: string,
): Label {
  const due = subject.dueAt === null ? null : localMinuteText(subject.dueAt, timezone);
  const said = [subject.description, entry.note].filter((part) => part !== '');
  const zh = [
    `案件 ${subject.id}`,
    ...(unitName === null ? [] : [`责任单位 ${unitName}`]),
    ...(due === null ? [] : [`截止 ${due}`]),
  ];
  const en = [
    `Case ${subject.id}`,
    ...(unitName === null ? [] : [`unit ${unitName}`]),
    ...(due === null ? [] : [`due ${due}`]),
  ];
  return { zh: [zh.join(','), ...said].join('。'), en: [en.join(', '), ...said].join('. ') };
}
