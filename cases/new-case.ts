// How a case begins: the alarm or the person's report as a row in the state `reported`.

import type { Alarm } from '../core/alarm.ts';
import type { CaseReport } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import type { Point } from '../core/registry.ts';
import { noSuch } from '../core/thing-names.ts';
import type { EpochMs } from '../core/time.ts';
import { stageDueAt } from './case-clocks.ts';
import type { CaseRow } from './case-index.ts';
import type { CaseTables } from './case-tables.ts';
import { alarmNote } from './case-words.ts';
import { caseKind, conditionOfAlarm, listedCategory, placedTitle } from './categories.ts';
import { byRules, noteIn } from './timeline.ts';
import { maxPhotos, tooManyPhotos } from './workflow.ts';

export function caseOfAlarm(
  id: string,
  alarm: Alarm,
  category: string,
  point: Point | undefined,
  now: EpochMs,
  tables: CaseTables,
): CaseRow {
  const kind = caseKind(category, conditionOfAlarm(alarm, category, tables), point, tables);
  // A rule of the city's own may ask for a category that the tables lack: then its words say more than `other`.
  const title = listedCategory(category, tables) === null ? alarm.title : kind.title;
  return {
    ...blankCase(id, now, tables),
    category,
    condition: kind.condition,
    title: placedTitle(title, point?.name ?? alarm.pointId ?? alarm.deviceId),
    description: '',
    severity: alarm.severity,
    pointId: alarm.pointId,
    deviceId: alarm.pointId === null ? alarm.deviceId : null,
    lon: point?.lon ?? null,
    lat: point?.lat ?? null,
    source: 'alarm',
    alarmIds: [alarm.id],
    activeAlarmIds: [alarm.id],
    limit: kind.limit,
    photos: [],
    timeline: [
      {
        at: now,
        by: byRules,
        action: 'report',
        from: null,
        to: 'reported',
        note: alarmNote(alarm),
        unitId: null,
      },
    ],
  };
}

export function caseOfReport(
  id: string,
  report: CaseReport,
  category: string,
  point: Point | undefined,
  actor: Actor,
  now: EpochMs,
  tables: CaseTables,
): CaseRow {
  const kind = caseKind(category, report.condition, point, tables);
  const note = kind.conditionListed
    ? ''
    : noteIn({
        zh: '类别表中没有该情形,按默认情形计时限',
        en: 'its condition is not in the tables, the limit is that of the default one',
      });
  return {
    ...blankCase(id, now, tables),
    category,
    condition: kind.condition,
    title: { zh: report.title, en: report.title },
    description: report.description,
    severity: kind.severity,
    pointId: report.pointId,
    deviceId: null,
    lon: point?.lon ?? report.lon,
    lat: point?.lat ?? report.lat,
    source: report.source,
    alarmIds: [],
    activeAlarmIds: [],
    limit: kind.limit,
    photos: report.photos,
    reporters: report.reporter === undefined ? undefined : [report.reporter],
    timeline: [{ at: now, by: actor.name, action: 'report', from: null, to: 'reported', note, unitId: null }],
  };
}

/** What is missing or wrong in a report, or `null`. A condition in the reporter's own words is no flaw. */
export function flawOfReport(
  report: CaseReport,
  category: string,
  point: Point | undefined,
  tables: CaseTables,
): Pick<Required<Refusal>, 'field' | 'detail'> | null {
  if (listedCategory(category, tables) === null) {
    const codes = Object.keys(tables.categories).join(', ');
    const detail = {
      zh: `没有类别 ${category}；可用的有 ${codes}`,
      en: `there is no category ${category}; there are ${codes}`,
    };
    return { field: 'category', detail };
  }
  if (report.pointId !== null && point === undefined) {
    return { field: 'pointId', detail: noSuch('point', report.pointId) };
  }
  if (point === undefined) {
    if (report.lon === null && report.lat === null) {
      const detail = {
        zh: '上报需要点位，或经纬度',
        en: 'a report needs a point, or a longitude and a latitude',
      };
      return { field: 'pointId', detail };
    }
    for (const [field, limit] of [['lon', 180] as const, ['lat', 90] as const]) {
      const value = report[field];
      if (value === null || !(Math.abs(value) <= limit)) {
        const detail = {
          zh: `${field} 应在 -${limit} 到 ${limit} 度之间`,
          en: `${field} lies between -${limit} and ${limit} degrees`,
        };
        return { field, detail };
      }
    }
  }
  if (report.photos.length > maxPhotos) {
    return { field: 'photos', detail: tooManyPhotos };
  }
  return null;
}

/** What every case is at its beginning. */
function blankCase(id: string, now: EpochMs, tables: CaseTables) {
  return {
    id,
    state: 'reported',
    unitId: null,
    responsibility: null,
    reportedAt: now,
    dispatchedAt: null,
    closedAt: null,
    dueAt: null,
    stageDueAt: stageDueAt('reported', now, null, tables.stages),
    overdue: false,
    suspendedAt: null,
    suspendedUntil: null,
    suspensionCount: 0,
    extensionRequested: false,
    extensionCount: 0,
    returnCount: 0,
    reworkCount: 0,
    reopenCount: 0,
    remindedPercent: 0,
    stageOverdue: false,
    receivedBy: [],
    receiptMissed: false,
    mergedInto: null,
    version: 1,
  } as const;
}
