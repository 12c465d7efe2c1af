// Words of the bell on the wall, and of what is new since someone looked.
import type { Label } from '../../../../core/label.ts';
import type { Severity } from '../../../../core/severity.ts';
import { severityWords } from './words.ts';

export const wallWords = {
  bell: { zh: '声光提示', en: 'Bell' },
  ringFor: { zh: '声光提示级别', en: 'Ring for' },
  silence: { zh: '静音', en: 'Silence' },
  allowSound: { zh: '开启声音', en: 'Let it sound' },
  news: { zh: '离开期间', en: 'Since you looked' },
  seen: { zh: '知道了', en: 'Seen' },
  newAlarms: { zh: '新告警', en: 'New alarms' },
  newCases: { zh: '新案件', en: 'new cases' },
  newOverdue: { zh: '新超期', en: 'now overdue' },
} as const satisfies Record<string, Label>;

export function bellChoiceWords(least: Severity | 'off'): Label {
  if (least === 'off') return { zh: '声光提示：关闭', en: 'Bell: off' };
  const { zh, en } = severityWords[least];
  if (least === 'red') return { zh: '声光提示：红色', en: 'Bell: red' };
  return { zh: `声光提示：${zh}及以上`, en: `Bell: ${en.toLowerCase()} and worse` };
}

export function unacknowledgedWords(count: number): Label {
  return { zh: `${count} 条告警未确认`, en: `${count} not acknowledged` };
}

export function moreWords(count: number): Label {
  return { zh: `另有 ${count} 条`, en: `${count} more` };
}

export function waitingAnnouncementsWords(count: number): Label {
  return {
    zh: `${count} 条广播等待确认`,
    en: count === 1 ? '1 announcement waits for a word' : `${count} announcements wait for a word`,
  };
}
