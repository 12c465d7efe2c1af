// A case's next version: a change always comes with the entry of the timeline that explains it.

import type { Case, TimelineEntry } from '../core/case.ts';
import type { Label } from '../core/label.ts';
import { inOneText } from '../core/said.ts';

/** Who signs what the hub does by itself: the alarm rules, and the passing of time. */
export const byRules = 'rules';
export const byClock = 'clock';

/**
 * From this length on, further alarms of a case replace the last entry where that is an alarm's too: a device
 * that comes and goes for months must not grow its case without end. What people did is never replaced.
 */
const longTimeline = 500;
/** Alarms that a case remembers besides those that are active; older ones name the case themselves. */
const maxAlarmIds = 500;

const alarmEntries: ReadonlySet<string> = new Set(['alarm', 'alarm_cleared']);

export type CaseChange = Partial<Omit<Case, 'id' | 'version' | 'timeline'>>;

/** The case after `change`, one version on. */
export function nextVersion(
  subject: Case,
  change: CaseChange,
  entry: Pick<TimelineEntry, 'at' | 'by' | 'action' | 'note'>,
): Case {
  const whole: TimelineEntry = {
    at: entry.at,
    by: entry.by,
    action: entry.action,
    from: subject.state,
    to: change.state ?? subject.state,
    note: entry.note,
    unitId: change.unitId === undefined ? subject.unitId : change.unitId,
  };
  const last = subject.timeline.at(-1);
  const replaces =
    subject.timeline.length >= longTimeline &&
    alarmEntries.has(entry.action) &&
    last !== undefined &&
    alarmEntries.has(last.action) &&
    last.from === last.to;
  const kept = replaces ? subject.timeline.slice(0, -1) : subject.timeline;
  return { ...subject, ...change, version: subject.version + 1, timeline: [...kept, whole] };
}

/** With `alarmId` among the case's alarms, oldest left out where there are too many. */
export function withAlarm(subject: Case, alarmId: string): Pick<Case, 'alarmIds' | 'activeAlarmIds'> {
  const alarmIds = subject.alarmIds.includes(alarmId) ? subject.alarmIds : [...subject.alarmIds, alarmId];
  const activeAlarmIds = subject.activeAlarmIds.includes(alarmId)
    ? subject.activeAlarmIds
    : [...subject.activeAlarmIds, alarmId];
  if (alarmIds.length <= maxAlarmIds) return { alarmIds, activeAlarmIds };
  const oldest = alarmIds.find((id) => !activeAlarmIds.includes(id));
  return { alarmIds: alarmIds.filter((id) => id !== oldest), activeAlarmIds };
}

/** A note is one text for all readers, so the hub's own words stand in both languages. */
export function noteIn(words: Label): string {
  return inOneText(words);
}
