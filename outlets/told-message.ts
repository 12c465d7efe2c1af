// A change as people read it: a title, a line or two, where to look. In one language, short enough for a telephone.
import { type CaseState, endedCaseStates } from '../core/case.ts';
import type { Label, Language } from '../core/label.ts';
import type { NoticeBody } from '../core/notice.ts';
import type { CommittedEvent, Json } from '../core/ports.ts';
import { type Severity, severityRank } from '../core/severity.ts';
import { severityLabels } from '../core/severity-labels.ts';
import { formatInstant } from '../core/time.ts';

export interface ToldMessage {
  /** The same at every delivery. */
  readonly id: string;
  /** Such as `alarm.raised` or `notice.dispatch`. */
  readonly type: string;
  readonly severity: Severity | null;
  readonly title: string;
  readonly text: string;
  /** Page of the console about it. */
  readonly path: string | null;
}

export interface TellingChoice {
  readonly language: Language;
  readonly kinds: readonly CommittedEvent['kind'][];
  /** Changes of less are not told; what has no severity is. */
  readonly minSeverity: Severity;
  /** Only notices of this unit. */
  readonly unitId?: string;
}

/** Changes of an alarm that are news; that somebody commented or shelved one is not. */
const toldAlarmChanges: ReadonlySet<unknown> = new Set(['raised', 'escalated', 'cleared']);

const alarmWords = {
  raised: { zh: '报警', en: 'alarm' },
  escalated: { zh: '报警升级', en: 'alarm, worse' },
  cleared: { zh: '报警解除', en: 'alarm cleared' },
} as const;

const stateWords: Readonly<Record<CaseState, Label>> = {
  reported: { zh: '已上报', en: 'reported' },
  filed: { zh: '已立案', en: 'filed' },
  dispatched: { zh: '已派遣', en: 'dispatched' },
  handling: { zh: '处置中', en: 'being handled' },
  handled: { zh: '待核查', en: 'handled, to be verified' },
  closed: { zh: '已结案', en: 'closed' },
  not_filed: { zh: '不予立案', en: 'not filed' },
  cancelled: { zh: '已作废', en: 'cancelled' },
};

/** What is told of a change; `null` where it is not for this reader. */
export function toldMessage(event: CommittedEvent, choice: TellingChoice): ToldMessage | null {
  if (!choice.kinds.includes(event.kind)) return null;
  const message = messageOf(event, choice);
  if (message === null) return null;
  const isBelow =
    message.severity !== null && severityRank(message.severity) < severityRank(choice.minSeverity);
  return isBelow ? null : message;
}

function messageOf(event: CommittedEvent, { language, unitId }: TellingChoice): ToldMessage | null {
  const id = `${event.kind}_${event.id}`;
  switch (event.kind) {
    case 'notice':
      return noticeMessage(id, event.body as NoticeBody, language, unitId);
    case 'alarm':
      return alarmMessage(id, event.subjectId, event.body, language);
    case 'case':
      return caseMessage(id, event.subjectId, event.body, language);
    case 'device': {
      const status = String(event.body.status);
      const title = { zh: `设备 ${event.subjectId}：${status}`, en: `Device ${event.subjectId}: ${status}` };
      const text = String(event.body.since ?? formatInstant(event.at));
      return {
        ...{ id, type: `device.${status}`, severity: null },
        title: title[language],
        text,
        path: null,
      };
    }
    default:
      return null;
  }
}

function noticeMessage(
  id: string,
  notice: NoticeBody,
  language: Language,
  unitId: string | undefined,
): ToldMessage | null {
  if (unitId !== undefined && notice.unit_id !== unitId) return null;
  return {
    ...{ id, type: `notice.${notice.kind}`, severity: notice.severity, path: notice.path },
    ...{ title: notice.title[language], text: notice.text[language] },
  };
}

function alarmMessage(id: string, alarmId: string, body: Json, language: Language): ToldMessage | null {
  const { change } = body;
  if (!toldAlarmChanges.has(change) || typeof body.suppressed_by === 'string') return null;
  const severity = body.severity as Severity;
  const what = (body.titles as Label)[language];
  const place = String(body.point_id ?? body.device_id);
  const level = severityLabels[severity][language];
  const said = alarmWords[change as keyof typeof alarmWords][language];
  const isZh = language === 'zh';
  return {
    ...{ id, type: `alarm.${String(change)}`, severity, path: `/alarms/${alarmId}` },
    title: isZh ? `${level}${said}：${what} ${place}` : `${level} ${said}: ${what} at ${place}`,
    text: `${String(body.value)} ${String(body.unit)} · ${String(body.raised_at)} · ${alarmId}`,
  };
}

function caseMessage(id: string, caseId: string, body: Json, language: Language): ToldMessage | null {
  const timeline = body.timeline as readonly { readonly action?: string; readonly note?: string }[];
  const last = timeline.at(-1);
  if (last?.action === 'comment') return null;
  const state = body.state as CaseState;
  const what = (body.titles as Label)[language];
  const unit = typeof body.unit_id === 'string' ? ` · ${body.unit_id}` : '';
  const isDue = typeof body.due_at === 'string' && !endedCaseStates.has(state);
  const due = isDue ? (language === 'zh' ? ` · 限期 ${body.due_at}` : ` · due ${body.due_at}`) : '';
  return {
    ...{
      id,
      type: `case.${last?.action ?? state}`,
      severity: body.severity as Severity,
      path: `/cases/${caseId}`,
    },
    title:
      language === 'zh' ? `案件${stateWords[state].zh}：${what}` : `Case ${stateWords[state].en}: ${what}`,
    text: `${caseId}${unit}${due}${last?.note ? ` · ${last.note}` : ''}`,
  };
}
