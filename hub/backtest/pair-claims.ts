// Which alarm and case of one course of events is which of the other: alarms of one rule and device at one time are
// the same claim, cases of the same alarms the same work.
import type { Alarm } from '../../core/alarm.ts';
import type { Case } from '../../core/case.ts';

export interface Pairing<Claim> {
  readonly pairs: readonly (readonly [before: Claim, after: Claim])[];
  readonly onlyBefore: readonly Claim[];
  readonly onlyAfter: readonly Claim[];
}

export function overlap(a: Alarm, b: Alarm): boolean {
  return a.raisedAt <= endOf(b) && b.raisedAt <= endOf(a);
}

function endOf({ clearedAt }: Alarm): number {
  return clearedAt ?? Number.POSITIVE_INFINITY;
}

/** Names the subject of an alarm in both courses of events. */
export function alarmSubject({ ruleId, deviceId }: Alarm): string {
  return `${ruleId}|${deviceId}`;
}

/** Each with the first that overlaps it and has no other; in the order of time. */
export function pairAlarms(before: Iterable<Alarm>, after: Iterable<Alarm>): Pairing<Alarm> {
  const free = new Map<string, Alarm[]>();
  for (const alarm of byTime(after)) {
    const subject = alarmSubject(alarm);
    const list = free.get(subject);
    if (list === undefined) free.set(subject, [alarm]);
    else list.push(alarm);
  }
  const pairs: (readonly [Alarm, Alarm])[] = [];
  const onlyBefore: Alarm[] = [];
  for (const alarm of byTime(before)) {
    const list = free.get(alarmSubject(alarm)) ?? [];
    const at = list.findIndex((other) => overlap(alarm, other));
    const [other] = at < 0 ? [] : list.splice(at, 1);
    if (other === undefined) onlyBefore.push(alarm);
    else pairs.push([alarm, other]);
  }
  return { pairs, onlyBefore, onlyAfter: byTime([...free.values()].flat()) };
}

function byTime(alarms: Iterable<Alarm>): Alarm[] {
  return [...alarms].sort((a, b) => a.raisedAt - b.raisedAt || (a.id < b.id ? -1 : 1));
}

/** `sameReport`: cases that people reported, by their id before. */
export function pairCases(
  before: Iterable<Case>,
  after: Iterable<Case>,
  alarms: Pairing<Alarm>,
  sameReport: ReadonlyMap<string, string>,
): Pairing<Case> {
  const afterOfAlarm = new Map(alarms.pairs.map(([a, b]) => [a.id, b.id]));
  const free = new Map([...after].map((subject) => [subject.id, subject]));
  const byAlarm = new Map([...free.values()].flatMap((each) => each.alarmIds.map((id) => [id, each.id])));
  const pairs: (readonly [Case, Case])[] = [];
  const onlyBefore: Case[] = [];
  for (const subject of before) {
    const others = [
      sameReport.get(subject.id),
      ...subject.alarmIds.map((id) => byAlarm.get(afterOfAlarm.get(id) ?? id)),
    ];
    const other = others.map((id) => (id === undefined ? undefined : free.get(id))).find(Boolean);
    if (other === undefined) onlyBefore.push(subject);
    else {
      pairs.push([subject, other]);
      free.delete(other.id);
    }
  }
  return { pairs, onlyBefore, onlyAfter: [...free.values()] };
}
