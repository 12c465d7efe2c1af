// An alarm: the machine's claim that something is wrong. Active, acknowledged, shelved and suppressed are
// independent of each other, as ISA-18.2 wants it; people's work on it is a case.
import type { Label } from './label.ts';
import type { Severity } from './severity.ts';
import { type EpochMs, formatInstant, formatInstantOrNull } from './time.ts';

export interface AlarmSample {
  readonly measuredAt: EpochMs;
  /** Where the rule looks at several. */
  readonly metric?: string;
  readonly value: number;
  /** Names of quality flags. */
  readonly flags: readonly string[];
}

/** Why an alarm ended. */
export interface ClearingExplanation {
  /** Of the rule as it was then. */
  readonly ruleVersion: number;
  readonly reason: string;
  readonly words: Label;
  /** The last samples seen up to the end, oldest first. */
  readonly samples: readonly AlarmSample[];
}

/** What decided an alarm, in figures that a person can check. */
export interface AlarmExplanation {
  readonly ruleVersion: number;
  readonly ruleKind: string;
  /** Named reason, such as `level_reached` or `silent_too_long`. */
  readonly reason: string;
  readonly words: Label;
  /** The setpoints and delays that applied, by their names in the rule. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The last samples seen up to the decision, oldest first. */
  readonly samples: readonly AlarmSample[];
  /** Absent while the alarm is active. */
  readonly cleared?: ClearingExplanation;
}

export interface AlarmComment {
  readonly at: EpochMs;
  readonly by: string;
  readonly text: string;
}

/** A severity that the alarm came to, with what was measured then. */
export interface AlarmStep {
  /** The hub's clock. */
  readonly at: EpochMs;
  readonly severity: Severity;
  readonly value: number;
  readonly confident: boolean;
}

/** Steps of an alarm that are remembered: the newest of one that goes up and down for days. */
const stepsMax = 50;

/** The steps with one more. Older releases kept none, so that there may be none to begin with. */
export function withStep(steps: readonly AlarmStep[] | undefined, step: AlarmStep): readonly AlarmStep[] {
  return [...(steps ?? []), step].slice(-stepsMax);
}

export interface Alarm {
  readonly id: string;
  readonly ruleId: string;
  readonly title: Label;
  readonly pointId: string | null;
  readonly deviceId: string;
  /** Case category that the rule asks for: a code, or `component` for the class of the cover. */
  readonly category: string;
  readonly severity: Severity;
  readonly peakSeverity: Severity;
  /** How its severity went; absent in alarms of older releases. */
  readonly steps?: readonly AlarmStep[];
  readonly condition: 'active' | 'cleared';
  /** False where the claim rests on suspect readings. */
  readonly confident: boolean;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: EpochMs | null;
  readonly shelvedUntil: EpochMs | null;
  readonly shelvedBy: string | null;
  readonly shelveReason: string | null;
  /** Who holds it back from people: an alarm, outage, permit or storm. */
  readonly suppressedBy: string | null;
  /** When it was first shown to people; `null` for one that was held back from the beginning. */
  readonly presentedAt: EpochMs | null;
  /** Event time of the sample that raised it. */
  readonly raisedAt: EpochMs;
  /** When the hub knew. */
  readonly detectedAt: EpochMs;
  readonly clearedAt: EpochMs | null;
  readonly value: number;
  readonly peakValue: number;
  readonly unit: string;
  readonly caseId: string | null;
  readonly comments: readonly AlarmComment[];
  readonly explanation: AlarmExplanation;
}

/** The alarm as the API, the feeds and `hub/alarms/#` write it. */
export function alarmJson(alarm: Alarm) {
  return {
    id: alarm.id,
    rule_id: alarm.ruleId,
    rule_version: alarm.explanation.ruleVersion,
    title: alarm.title.zh,
    titles: alarm.title,
    point_id: alarm.pointId,
    device_id: alarm.deviceId,
    category: alarm.category,
    severity: alarm.severity,
    peak_severity: alarm.peakSeverity,
    steps: (alarm.steps ?? []).map((step) => ({ ...step, at: formatInstant(step.at) })),
    condition: alarm.condition,
    confident: alarm.confident,
    acknowledged: alarm.acknowledgedAt !== null,
    acknowledged_by: alarm.acknowledgedBy,
    acknowledged_at: formatInstantOrNull(alarm.acknowledgedAt),
    shelved_until: formatInstantOrNull(alarm.shelvedUntil),
    shelved_by: alarm.shelvedBy,
    shelve_reason: alarm.shelveReason,
    suppressed_by: alarm.suppressedBy,
    presented_at: formatInstantOrNull(alarm.presentedAt),
    raised_at: formatInstant(alarm.raisedAt),
    detected_at: formatInstant(alarm.detectedAt),
    cleared_at: formatInstantOrNull(alarm.clearedAt),
    value: alarm.value,
    peak_value: alarm.peakValue,
    unit: alarm.unit,
    case_id: alarm.caseId,
    comments: alarm.comments.map((comment) => ({ ...comment, at: formatInstant(comment.at) })),
  };
}

export function explanationJson(explanation: AlarmExplanation) {
  const { cleared } = explanation;
  return {
    rule_version: explanation.ruleVersion,
    rule_kind: explanation.ruleKind,
    reason: explanation.reason,
    words: explanation.words,
    settings: explanation.settings,
    samples: samplesJson(explanation.samples),
    cleared:
      cleared === undefined
        ? null
        : {
            rule_version: cleared.ruleVersion,
            reason: cleared.reason,
            words: cleared.words,
            samples: samplesJson(cleared.samples),
          },
  };
}

export function samplesJson(samples: readonly AlarmSample[]) {
  return samples.map((sample) => ({
    measured_at: formatInstant(sample.measuredAt),
    ...(sample.metric === undefined ? {} : { metric: sample.metric }),
    value: sample.value,
    flags: sample.flags,
  }));
}
