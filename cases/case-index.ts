// Which case belongs to an alarm, and which cases there were about a point and category: derived from the rows,
// never stored, and the same whether it was kept along or rebuilt.
import type { Alarm } from '../core/alarm.ts';
import { type Case, endedCaseStates } from '../core/case.ts';
import type { Table } from '../core/table.ts';

/** A case's row: a case of a device that stands at no point names the device. */
export interface CaseRow extends Case {
  readonly deviceId: string | null;
}

export class CaseIndex {
  readonly #cases: Table<Case>;
  /** Case of each alarm that is active. */
  readonly #caseOfAlarm = new Map<string, string>();
  /** Every case of a key, in no order that matters. */
  readonly #casesOfKey = new Map<string, string[]>();

  constructor(cases: Table<Case>) {
    this.#cases = cases;
  }

  /** Call it when the table was restored. */
  rebuild(): void {
    this.#caseOfAlarm.clear();
    this.#casesOfKey.clear();
    for (const row of this.#cases.values()) this.follow(undefined, row);
  }

  /** Call it with every change of a row; `before` is absent for a new case. */
  follow(before: Case | undefined, after: Case): void {
    const key = keyOfCase(after);
    if (before === undefined && key !== null) {
      const ids = this.#casesOfKey.get(key);
      if (ids === undefined) this.#casesOfKey.set(key, [after.id]);
      else ids.push(after.id);
    }
    if (before?.activeAlarmIds === after.activeAlarmIds) return;
    for (const alarmId of before?.activeAlarmIds ?? []) this.#caseOfAlarm.delete(alarmId);
    for (const alarmId of after.activeAlarmIds) this.#caseOfAlarm.set(alarmId, after.id);
  }

  /** The case to which an active alarm belongs. */
  ofAlarm(alarmId: string): Case | undefined {
    const id = this.#caseOfAlarm.get(alarmId);
    return id === undefined ? undefined : this.#cases.get(id);
  }

  /** The one case of a key that is open, or ended while its alarms go on. */
  live(key: string): Case | undefined {
    return this.#ofKey(key).find(
      (subject) => !endedCaseStates.has(subject.state) || subject.activeAlarmIds.length > 0,
    );
  }

  /** The case of a key that was closed last. */
  lastClosed(key: string): Case | undefined {
    let last: Case | undefined;
    for (const subject of this.#ofKey(key)) {
      if (subject.state === 'closed' && (last === undefined || closedAfter(subject, last))) last = subject;
    }
    return last;
  }

  #ofKey(key: string): Case[] {
    const ids = this.#casesOfKey.get(key) ?? [];
    return ids.map((id) => this.#cases.get(id)).filter((subject) => subject !== undefined);
  }
}

/** Cases of one key are about the same thing: a category at a point, or of a device without one. */
export function keyOfCase(subject: Case): string | null {
  if (subject.pointId !== null) return pointKey(subject.pointId, subject.category);
  const deviceId = deviceOf(subject);
  return deviceId === null ? null : `device ${deviceId} ${subject.category}`;
}

export function keyOfAlarm(alarm: Alarm, category: string): string {
  return alarm.pointId === null ? `device ${alarm.deviceId} ${category}` : pointKey(alarm.pointId, category);
}

export function pointKey(pointId: string, category: string): string {
  return `point ${pointId} ${category}`;
}

function deviceOf(subject: Case): string | null {
  return 'deviceId' in subject && typeof subject.deviceId === 'string' ? subject.deviceId : null;
}

function closedAfter(a: Case, b: Case): boolean {
  const [aAt, bAt] = [a.closedAt ?? 0, b.closedAt ?? 0];
  return aAt > bAt || (aAt === bAt && a.id > b.id);
}
