// A notice: what the hub tells a unit or a person about a case, instead of a telephone call. The fold decides that
// and to whom; outlets only carry it.
import type { Label } from './label.ts';
import type { Severity } from './severity.ts';
import { type EpochMs, formatInstant } from './time.ts';

/**
 * `dispatch`: the case is the unit's now, for the unit itself; `copy`: the same, for its deputy and supervisor.
 * `worse`: its severity rose. `recall`: it is the unit's no more. `attention`: somebody has to decide.
 * `digest`: several quiet ones at once, at a set hour. `flow`: a flow's own words.
 */
export const noticeKinds = [
  'dispatch',
  'copy',
  'recall',
  'worse',
  'rework',
  'reminder',
  'escalation',
  'closing_offered',
  'attention',
  'letter',
  'digest',
  'flow',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export interface Notice {
  /** `N000042`; counts up. A delivery that is repeated has the same id. */
  readonly id: string;
  readonly kind: NoticeKind;
  /** `null`: the command centre itself. */
  readonly unitId: string | null;
  /** The person on duty there; `null` where the roster names nobody, and the unit's own contacts are meant. */
  readonly username: string | null;
  readonly caseId: string | null;
  readonly alarmId: string | null;
  readonly severity: Severity;
  /** Must not ring: it has waited for the hour of the digest. What waits is not told before it. */
  readonly quiet: boolean;
  readonly title: Label;
  readonly text: Label;
  /** Page of the console about it, below the hub's public address. */
  readonly path: string;
  readonly at: EpochMs;
}

/** Body of an outbox item of kind `notice`, as webhooks may pass it on. */
export function noticeJson(notice: Notice) {
  return {
    id: notice.id,
    kind: notice.kind,
    unit_id: notice.unitId,
    username: notice.username,
    case_id: notice.caseId,
    alarm_id: notice.alarmId,
    severity: notice.severity,
    quiet: notice.quiet,
    title: notice.title,
    text: notice.text,
    path: notice.path,
    at: formatInstant(notice.at),
  };
}
export type NoticeBody = ReturnType<typeof noticeJson>;
