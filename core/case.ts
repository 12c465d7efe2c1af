// A case: people's work on something that is wrong, from report to closing.

import { z } from 'zod';
import { type Appeal, appealJson } from './appeal.ts';
import type { Label } from './label.ts';
import type { Severity } from './severity.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

export const caseStates = [
  'reported',
  'filed',
  'dispatched',
  'handling',
  'handled',
  'closed',
  'not_filed',
  'cancelled',
] as const;
export type CaseState = (typeof caseStates)[number];

/** No way leads out of these but `reopen`. */
export const endedCaseStates: ReadonlySet<CaseState> = new Set(['closed', 'not_filed', 'cancelled']);

export const caseActions = [
  'file',
  'not_file',
  'dispatch',
  'accept',
  'return',
  'extend',
  'approve_extension',
  'refuse_extension',
  'suspend',
  'resume',
  'handle',
  'verify',
  'rework',
  'cancel',
  'reopen',
  'comment',
] as const;
export type CaseAction = (typeof caseActions)[number];

/** Which field of the registry named the unit that answers for the case. */
export type Responsibility = 'maintainer' | 'owner' | 'supervisor' | 'subdistrict' | 'manual';

/**
 * `urgent_hours` run day and night; `working_hours` and `working_days` only in working time of the official
 * calendar (a working day is the calendar's daily working hours).
 */
export const timeLimitSchema = z.strictObject({
  clock: z.enum(['urgent_hours', 'working_hours', 'working_days']),
  amount: z.number().positive(),
});
export type TimeLimit = z.infer<typeof timeLimitSchema>;

/** Who reported, as far as they said so. */
export const reporterSchema = z.strictObject({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Reporter = z.infer<typeof reporterSchema>;

/** Of one case: the newest ones. */
const reportersMax = 20;

/** Those who reported it, with more of them; `undefined` where nobody left a name. */
export function withReporters(
  reporters: readonly Reporter[] | undefined,
  more: readonly Reporter[] | undefined,
): readonly Reporter[] | undefined {
  return more === undefined ? reporters : [...(reporters ?? []), ...more].slice(-reportersMax);
}

export interface TimelineEntry {
  readonly at: EpochMs;
  /** User name, or `rules` and `clock` where the hub itself acted. */
  readonly by: string;
  /** A case action, or `report`, `alarm`, `alarm_cleared`, `receipt`, or what the clock does: `overdue`,
   * `stage_overdue`, `reminder`, `escalation`, `unreceived`; or `appeal`, `appeal_review`. */
  readonly action: string;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly note: string;
  /** The unit whose the case was after this entry. */
  readonly unitId: string | null;
}

export interface Case {
  readonly id: string;
  readonly category: string;
  readonly condition: string | null;
  readonly title: Label;
  readonly description: string;
  readonly severity: Severity;
  readonly state: CaseState;
  readonly pointId: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unitId: string | null;
  readonly responsibility: Responsibility | null;
  readonly source: 'alarm' | 'inspector' | 'public';
  readonly alarmIds: readonly string[];
  /** Those of `alarmIds` that are still active. */
  readonly activeAlarmIds: readonly string[];
  readonly reportedAt: EpochMs;
  readonly dispatchedAt: EpochMs | null;
  readonly closedAt: EpochMs | null;
  readonly limit: TimeLimit;
  /** When the whole case is due; `null` before filing and while suspended. */
  readonly dueAt: EpochMs | null;
  /** When the present stage is due; `null` where the stage has no limit. */
  readonly stageDueAt: EpochMs | null;
  /** A fact: once true it stays true. */
  readonly overdue: boolean;
  readonly suspendedAt: EpochMs | null;
  readonly suspendedUntil: EpochMs | null;
  readonly suspensionCount: number;
  readonly extensionRequested: boolean;
  readonly extensionCount: number;
  readonly returnCount: number;
  readonly reworkCount: number;
  readonly reopenCount: number;
  /** Share of the limit at which somebody was reminded last, percent; 0 for never since the limit began. */
  readonly remindedPercent: number;
  /** Whether the present stage of the centre's own is past its limit. */
  readonly stageOverdue: boolean;
  /** Who has opened the notice since the last dispatch: `unit` or `unit/username`. */
  readonly receivedBy: readonly string[];
  /** Whether nobody had within the time for it. */
  readonly receiptMissed: boolean;
  /** The case that a double was merged into. */
  readonly mergedInto: string | null;
  readonly photos: readonly string[];
  /** Against having been overdue; absent where there was none. */
  readonly appeal?: Appeal | undefined;
  /** For operators alone: it is in no `caseJson`. Absent where nobody left a name. */
  readonly reporters?: readonly Reporter[] | undefined;
  /** Counts every change, so that two people at once cannot both change what they saw. */
  readonly version: number;
  readonly timeline: readonly TimelineEntry[];
}

/** The case as the API and `hub/cases/#` write it. */
export function caseJson(subject: Case) {
  return {
    id: subject.id,
    category: subject.category,
    condition: subject.condition,
    title: subject.title.zh,
    titles: subject.title,
    description: subject.description,
    severity: subject.severity,
    state: subject.state,
    suspended: subject.suspendedAt !== null,
    suspended_until: formatInstantOrNull(subject.suspendedUntil),
    point_id: subject.pointId,
    lon: subject.lon,
    lat: subject.lat,
    unit_id: subject.unitId,
    responsibility: subject.responsibility,
    source: subject.source,
    alarm_ids: subject.alarmIds,
    active_alarm_ids: subject.activeAlarmIds,
    reported_at: formatInstant(subject.reportedAt),
    dispatched_at: formatInstantOrNull(subject.dispatchedAt),
    due_at: formatInstantOrNull(subject.dueAt),
    stage_due_at: formatInstantOrNull(subject.stageDueAt),
    overdue: subject.overdue,
    closed_at: formatInstantOrNull(subject.closedAt),
    rework_count: subject.reworkCount,
    extension_count: subject.extensionCount,
    extension_requested: subject.extensionRequested,
    return_count: subject.returnCount,
    reopen_count: subject.reopenCount,
    hand_off_count: handOffCount(subject),
    stage_overdue: subject.stageOverdue,
    received: isReceived(subject),
    closing_offered: offersClosing(subject),
    merged_into: subject.mergedInto,
    photos: subject.photos,
    appeal: subject.appeal === undefined ? null : appealJson(subject.appeal),
    version: subject.version,
    timeline: subject.timeline.map(({ unitId, ...entry }) => ({
      ...entry,
      at: formatInstant(entry.at),
      unit_id: unitId,
    })),
  };
}

/** How often it went from one unit to another. */
export function handOffCount(subject: Pick<Case, 'timeline'>): number {
  const units = subject.timeline.filter((entry) => entry.action === 'dispatch').map((entry) => entry.unitId);
  return units.filter((unit, n) => n > 0 && unit !== units[n - 1]).length;
}

/** Whether somebody of its unit has opened the notice of its last dispatch. */
export function isReceived({ unitId, receivedBy }: Pick<Case, 'unitId' | 'receivedBy'>): boolean {
  return receivedBy.some((by) => by === unitId || by.startsWith(`${unitId}/`));
}

/** Whether all that it is about has returned to normal, so that it can be verified and closed. */
export function offersClosing(subject: Case): boolean {
  return (
    subject.alarmIds.length > 0 && subject.activeAlarmIds.length === 0 && !endedCaseStates.has(subject.state)
  );
}
