// Which alarms an operator is shown, in which order, and what they add up to.
import type { Severity } from '../../../../core/severity.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { AlarmAnswer } from '../api-client/answers.ts';
import { rankOf } from '../look/severity-rank.ts';

export interface AlarmsToShow {
  /** Newest first. */
  readonly shown: readonly AlarmAnswer[];
  /** Shelved by a person or suppressed by design: they do not ask for attention. */
  readonly hidden: number;
}

export function alarmsToShow(alarms: Iterable<AlarmAnswer>, now: EpochMs): AlarmsToShow {
  const all = [...alarms];
  const shown = all.filter((alarm) => asksForAttention(alarm, now));
  shown.sort((a, b) => descending(a.raised_at, b.raised_at) || descending(a.id, b.id));
  return { shown, hidden: all.length - shown.length };
}

export function asksForAttention(alarm: AlarmAnswer, now: EpochMs): boolean {
  if (alarm.suppressed_by !== null) return false;
  return alarm.shelved_until === null || Date.parse(alarm.shelved_until) <= now;
}

/** The worst severity at each point that has an alarm. */
export function worstByPoint(alarms: Iterable<AlarmAnswer>): ReadonlyMap<string, Severity> {
  const worst = new Map<string, Severity>();
  for (const { point_id, severity } of alarms) {
    if (point_id !== null && rankOf(severity) > rankOf(worst.get(point_id) ?? null))
      worst.set(point_id, severity);
  }
  return worst;
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countBySeverity(items: Iterable<{ readonly severity: Severity }>): SeverityCounts {
  const counts = { blue: 0, yellow: 0, orange: 0, red: 0 };
  for (const { severity } of items) counts[severity] += 1;
  return counts;
}

/** Instants of the API sort as text. */
function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
