// The hub's own words in a case's timeline.
import type { Alarm } from '../core/alarm.ts';
import type { Responsibility } from '../core/case.ts';
import { responsibilityLabels } from '../core/case-labels.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import type { OnDuty } from '../core/roster.ts';
import { severityLabels } from '../core/severity-labels.ts';
import { noteIn } from './timeline.ts';

export const noUnitNote = noteIn({
  zh: '未找到责任单位,待人工派遣',
  en: 'no responsible unit in the registry, to be dispatched by hand',
});

export const noReasonNote = noteIn({ zh: '转办未说明原因', en: 'handed on without a reason' });

export const byAlarmNote = noteIn({ zh: '告警自动立案', en: 'filed by its alarm' });

export const recurredNote = noteIn({ zh: '结案后复发,自动重开', en: 'came back after it had ended' });

export function alarmNote(alarm: Alarm): string {
  const value = `${Math.round(alarm.value * 100) / 100} ${alarm.unit}`.trim();
  return noteIn({
    zh: `${alarm.title.zh},${severityLabels[alarm.severity].zh},${value}`,
    en: `${alarm.title.en}, ${alarm.severity}, ${value}`,
  });
}

/** `offersClosing` where it was the last alarm of a case that is still open. */
export function clearedNote(alarm: Alarm, offersClosing: boolean): string {
  const words = { zh: `${alarm.title.zh}解除`, en: `${alarm.title.en} cleared` };
  if (!offersClosing) return noteIn(words);
  return noteIn({ zh: `${words.zh},可核查结案`, en: `${words.en}, the case can be verified and closed` });
}

export function dispatchNote(
  unitName: string,
  responsibility: Responsibility,
  { username, insteadOf }: OnDuty,
): string {
  const zh = [
    ...(username === null ? [] : [`值班 ${username}`]),
    ...(insteadOf === null ? [] : [`${insteadOf.username} 不在:${insteadOf.reason}`]),
  ];
  const en = [
    ...(username === null ? [] : [`on duty ${username}`]),
    ...(insteadOf === null ? [] : [`${insteadOf.username} is away: ${insteadOf.reason}`]),
  ];
  return noteIn({
    zh: [`派往${unitName}(${responsibilityLabels[responsibility].zh})`, ...zh].join(','),
    en: [`to ${unitName}, ${responsibility}`, ...en].join(', '),
  });
}

export function receiptNote(unitName: string, noticeId: string): string {
  return noteIn({ zh: `${unitName}已签收通知 ${noticeId}`, en: `${unitName} opened notice ${noticeId}` });
}

export const mergedNote = {
  into: (id: string, reason: string) =>
    noteIn({ zh: `并入案件 ${id}:${reason}`, en: `merged into ${id}: ${reason}` }),
  from: (id: string, words: string, reason: string) =>
    noteIn({ zh: `并入重复案件 ${id}(${words}):${reason}`, en: `took in the double ${id}: ${reason}` }),
} as const;

/** What the person said, reason first. */
export function spokenNote(request: Pick<CaseActionRequest, 'reason' | 'note'>): string {
  return [request.reason, request.note]
    .map((words) => words?.trim() ?? '')
    .filter((words) => words !== '')
    .join('; ');
}
