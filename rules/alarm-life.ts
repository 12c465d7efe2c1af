// The life of an alarm, the same for every kind of rule: a verdict raises it once, moves its severity, keeps its
// peak and clears it. Pure functions from one alarm to the next.
import { type Alarm, type AlarmSample, type AlarmStep, withStep } from '../core/alarm.ts';
import type { Label } from '../core/label.ts';
import type { Device } from '../core/registry.ts';
import { type Severity, severityRank, worseSeverity } from '../core/severity.ts';
import type { EpochMs } from '../core/time.ts';
import { severityOfRank } from './level-tracker.ts';
import type { RuleInForce } from './rule-definition.ts';
import { type ReasonName, reasons, type Verdict } from './verdict.ts';

export interface Evidence {
  readonly verdict: Verdict;
  /** Event time of what decided. */
  readonly at: EpochMs;
  /** The hub's clock. */
  readonly now: EpochMs;
  readonly samples: readonly AlarmSample[];
  /** Setpoints and delays that applied. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** False where the samples are suspect. */
  readonly confident: boolean;
}

/**
 * In order of weight, lightest first: of several changes within one record the heaviest is told. `updated` is no
 * news; `moved` is a value so far from the one last told that it is; `suppressed` and `released` say that another
 * alarm or a permit speaks in its place, or no longer does.
 */
export const alarmChangeKinds = [
  ...(['updated', 'moved', 'handled', 'eased', 'suppressed', 'released', 'escalated'] as const),
  ...(['cleared', 'raised'] as const),
] as const;
export type AlarmChangeKind = (typeof alarmChangeKinds)[number];

export interface AlarmChange {
  readonly kind: AlarmChangeKind;
  readonly alarm: Alarm;
}

/** What an alarm speaks of: a device where it stands, or a gateway or area in its place. */
export type AlarmSubject = Pick<Device, 'id' | 'pointId'>;

export function raiseAlarm(
  id: string,
  inForce: RuleInForce,
  subject: AlarmSubject,
  evidence: Evidence,
): Alarm {
  const severity = severityOfRank(evidence.verdict.rank) ?? 'blue';
  const { rule } = inForce;
  return {
    id,
    ruleId: rule.id,
    title: titleOf(inForce, evidence.verdict),
    pointId: subject.pointId,
    deviceId: subject.id,
    category: rule.category,
    severity,
    peakSeverity: severity,
    steps: withStep([], stepTo(severity, evidence)),
    condition: 'active',
    confident: evidence.confident,
    acknowledgedBy: null,
    acknowledgedAt: null,
    shelvedUntil: null,
    shelvedBy: null,
    shelveReason: null,
    suppressedBy: null,
    presentedAt: null,
    raisedAt: evidence.at,
    detectedAt: evidence.now,
    clearedAt: null,
    value: evidence.verdict.value,
    peakValue: evidence.verdict.value,
    unit: rule.unit,
    caseId: null,
    comments: [],
    explanation: explain(inForce, evidence),
  };
}

/** The alarm after a further verdict, and what kind of change that is; `null` when nothing changed. */
export function followAlarm(alarm: Alarm, inForce: RuleInForce, evidence: Evidence): AlarmChange | null {
  const severity = severityOfRank(evidence.verdict.rank);
  const value = evidence.verdict.value;
  if (severity === null) {
    const { version } = inForce;
    return {
      kind: 'cleared',
      alarm: clearedAlarm(
        { ...alarm, value },
        evidence.verdict.reason,
        evidence.at,
        version,
        evidence.samples,
      ),
    };
  }
  const peakValue = worseValue(inForce, alarm.peakValue, value);
  const rose = severityRank(severity) - severityRank(alarm.severity);
  if (rose !== 0) {
    const next: Alarm = {
      ...alarm,
      severity,
      peakSeverity: worseSeverity(alarm.peakSeverity, severity),
      steps: withStep(alarm.steps, stepTo(severity, evidence)),
      value,
      peakValue,
      confident: alarm.confident || evidence.confident,
      // Someone acknowledged a lesser danger, not this one.
      ...(rose > 0
        ? { acknowledgedAt: null, acknowledgedBy: null, explanation: explain(inForce, evidence) }
        : {}),
      ...(severityRank(severity) > severityRank(alarm.peakSeverity) ? offTheShelf : {}),
    };
    return { kind: rose > 0 ? 'escalated' : 'eased', alarm: next };
  }
  if (value === alarm.value && peakValue === alarm.peakValue && (alarm.confident || !evidence.confident))
    return null;
  return {
    kind: 'updated',
    alarm: { ...alarm, value, peakValue, confident: alarm.confident || evidence.confident },
  };
}

function stepTo(severity: Severity, { verdict, now, confident }: Evidence): AlarmStep {
  return { at: now, severity, value: verdict.value, confident };
}

/** The alarm when it is over, with why. */
export function clearedAlarm(
  alarm: Alarm,
  reason: ReasonName,
  at: EpochMs,
  ruleVersion: number,
  samples: readonly AlarmSample[],
): Alarm {
  const cleared = { ruleVersion, reason, words: reasons[reason], samples };
  const explanation = { ...alarm.explanation, cleared };
  return { ...alarm, condition: 'cleared', clearedAt: at, suppressedBy: null, explanation };
}

/** A shelf hides the danger that was known when the alarm was put there, and no greater one. */
const offTheShelf = { shelvedUntil: null, shelvedBy: null, shelveReason: null } as const;

function worseValue(inForce: RuleInForce, a: number, b: number): number {
  const { rule } = inForce;
  return rule.kind === 'threshold' && rule.direction === 'below' ? Math.min(a, b) : Math.max(a, b);
}

/** A fault is called by its name: what is to be mended differs. */
function titleOf({ rule }: RuleInForce, { reason }: Verdict): Label {
  if (rule.kind !== 'fault') return rule.title;
  const words = reasons[reason];
  return { zh: `${rule.title.zh}：${words.zh}`, en: `${rule.title.en}: ${words.en}` };
}

function explain(inForce: RuleInForce, evidence: Evidence): Alarm['explanation'] {
  return {
    ruleVersion: inForce.version,
    ruleKind: inForce.rule.kind,
    reason: evidence.verdict.reason,
    words: reasons[evidence.verdict.reason],
    settings: evidence.settings,
    samples: evidence.samples,
  };
}
