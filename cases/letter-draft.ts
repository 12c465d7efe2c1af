// A supervision letter drafted from what the case's timeline says: facts with their times, why this unit answers for
// it, what is asked of it and by when.
import type { Case, TimelineEntry } from '../core/case.ts';
import type { Letter, LetterFact, LetterUnit } from '../core/letter.ts';
import type { Registry } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { LettersTable } from './letters-table.ts';
import { recipientsOf } from './recipients.ts';
import { byClock, byRules } from './timeline.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export interface LetterContext {
  readonly registry: Registry;
  readonly calendar: WorkingCalendar;
  readonly table: LettersTable;
  readonly by: string;
  readonly now: EpochMs;
}

/** Photos that a letter bears. */
const maxPhotos = 4;

/** What each entry says in a letter; entries that are not listed are no facts for it. */
const factWords: Readonly<Record<string, string>> = {
  report: '发现问题',
  file: '立案',
  dispatch: '派遣',
  receipt: '签收',
  accept: '受理',
  return: '退回',
  extend: '申请延期',
  approve_extension: '批准延期',
  refuse_extension: '不批准延期',
  suspend: '挂账',
  resume: '恢复办理',
  reminder: '催办',
  escalation: '升级督办',
  unreceived: '派遣通知未签收',
  overdue: '超过办理时限',
  handle: '反馈处置完毕',
  rework: '核查未通过,返工',
  reopen: '重新办理',
  alarm_cleared: '监测恢复',
  letter: '发出督办函',
  letter_reply: '回复督办函',
};

/** Entries whose note is the hub's own, whoever did it. */
const ownNotes: ReadonlySet<string> = new Set(['receipt', 'dispatch']);

const clockWords = { urgent_hours: '紧急工作时', working_hours: '工作时', working_days: '工作日' } as const;

const groundWords = {
  maintainer: '养护单位',
  owner: '权属单位',
  supervisor: '主管部门',
  subdistrict: '属地街道办事处',
} as const;

/** A draft for the unit that has the case. `serial`: how many letters the case has had, with this one. */
export function draftLetter(
  subject: Case & { readonly unitId: string },
  serial: number,
  level: number,
  context: LetterContext,
): Letter {
  const { registry, calendar, table, by, now } = context;
  const terms = table.levels[level - 1] as LettersTable['levels'][number];
  const unitName = (id: string): LetterUnit => ({ id, name: registry.unit(id)?.name ?? id });
  const point = subject.pointId === null ? undefined : registry.point(subject.pointId);
  const nobodyOnDuty = { registry, roster: () => undefined };
  const copies = recipientsOf(terms.copies, subject, now, nobodyOnDuty).flatMap(({ unitId }) => unitId ?? []);
  return {
    id: `${subject.id}-L${serial}`,
    caseId: subject.id,
    kind: subject.overdue ? 'timeout' : 'leader',
    level,
    levelName: terms.name,
    state: 'draft',
    number: null,
    issuer: table.issuer,
    addressee: unitName(subject.unitId),
    copies: copies.filter((id) => id !== subject.unitId).map(unitName),
    subject: subject.title.zh,
    place: [...new Set([point?.name, point?.address])].filter((part) => part).join(',') || placeOf(subject),
    facts: factsOf(subject, registry),
    basis: basisOf(subject, unitName(subject.unitId).name, point?.componentCode ?? null),
    requirement: terms.requirement,
    deadlineAt: calendar.dueAt(now, terms.deadline),
    photos: subject.photos.slice(-maxPhotos),
    draftedAt: now,
    draftedBy: by,
    signedAt: null,
    signedBy: null,
    signer: null,
    reply: null,
  };
}

function factsOf(subject: Case, registry: Registry): LetterFact[] {
  return subject.timeline.flatMap((entry) => {
    const words = factWords[entry.action];
    if (words === undefined) return [];
    // What the clock says of itself is whole.
    if (entry.by === byClock) return [{ at: entry.at, text: chineseHalf(entry.note) }];
    const text = [words, detailOf(entry, registry)].filter((part) => part !== '').join(':');
    return [{ at: entry.at, text }];
  });
}

/** Of the hub's own notes the Chinese half; what people said as they said it. */
function detailOf(entry: TimelineEntry, registry: Registry): string {
  if (entry.action === 'accept' && entry.unitId !== null)
    return registry.unit(entry.unitId)?.name ?? entry.unitId;
  return entry.by === byRules || ownNotes.has(entry.action) ? chineseHalf(entry.note) : entry.note;
}

function chineseHalf(note: string): string {
  return note.split(' / ')[0] ?? '';
}

function basisOf(subject: Case, unitName: string, componentCode: string | null): string {
  const { responsibility, limit } = subject;
  const ground =
    responsibility === null || responsibility === 'manual'
      ? `经指挥中心指定,由${unitName}负责处置`
      : `登记册载明${unitName}为该点位的${groundWords[responsibility]}`;
  const component = componentCode === null ? '' : `(部件编码 ${componentCode})`;
  const term = `类别 ${subject.category} 的办理时限为 ${limit.amount} 个${clockWords[limit.clock]}`;
  const extensions = subject.extensionCount > 0 ? `,已延期 ${subject.extensionCount} 次` : '';
  return `${ground}${component};${term}${extensions}。`;
}

function placeOf({ lon, lat }: Case): string {
  return lon === null || lat === null ? '—' : `东经 ${lon.toFixed(5)}°,北纬 ${lat.toFixed(5)}°`;
}
