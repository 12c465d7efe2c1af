// What has come since a person looked last.
import type { EpochMs } from '../../../../core/time.ts';
import type { AlarmAnswer, CaseAnswer } from '../api-client/answers.ts';
import { asksForAttention } from '../lists/alarm-order.ts';
import { rankOf } from '../look/severity-rank.ts';

export interface News {
  /** The worst first. */
  readonly alarms: readonly AlarmAnswer[];
  readonly cases: readonly CaseAnswer[];
  /** Whose deadline passed meanwhile. */
  readonly overdue: readonly CaseAnswer[];
}

export function newsSince(
  since: EpochMs,
  alarms: Iterable<AlarmAnswer>,
  cases: Iterable<CaseAnswer>,
  now: EpochMs,
): News {
  const open = [...cases];
  const isIn = (at: string | null) => at !== null && Date.parse(at) > since && Date.parse(at) <= now;
  return {
    alarms: [...alarms]
      .filter((alarm) => isIn(alarm.detected_at) && asksForAttention(alarm, now))
      .sort((a, b) => rankOf(b.severity) - rankOf(a.severity)),
    cases: open.filter(({ reported_at: at }) => isIn(at)),
    overdue: open.filter(({ due_at: at, suspended }) => !suspended && isIn(at)),
  };
}

export function isNews({ alarms, cases, overdue }: News): boolean {
  return alarms.length + cases.length + overdue.length > 0;
}
