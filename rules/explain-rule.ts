// Why a rule is or is not in alarm over a device at a moment: its state, its named reason, the timers that run and
// the samples it saw. It looks at the same monitors that decide, and decides nothing itself.
import type { Alarm, AlarmSample } from '../core/alarm.ts';
import type { Label } from '../core/label.ts';
import type { Device } from '../core/registry.ts';
import type { Severity } from '../core/severity.ts';
import { type ExplainedReason, explanationWords, type RuleStateName } from './explanation-words.ts';
import { type Monitor, settingsOf } from './monitor-book.ts';
import type { RuleInForce } from './rule-definition.ts';
import { type RuleTimer, type Silence, timersOf } from './rule-timers.ts';
import type { ReasonName } from './verdict.ts';

/**
 * `waiting`: something is wrong and its delay is not over. `clear`: looked at and found well. `no_reading`: the
 * device has not sent what the rule looks at. `not_watching`: the rule does not look at this device or point.
 */
export interface RuleExplanation {
  readonly inForce: RuleInForce;
  /** `null` where the rule looks at no device of the point. */
  readonly deviceId: string | null;
  readonly state: RuleStateName;
  readonly reason: ExplainedReason;
  /** A sentence with the figures that count. */
  readonly words: Label;
  /** Setpoints and delays, by their names in the rule. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly timers: readonly RuleTimer[];
  /** Oldest first. */
  readonly samples: readonly AlarmSample[];
  readonly alarm: Alarm | null;
}

/** What is known of one rule and one device. */
export interface RuleSubject {
  readonly inForce: RuleInForce;
  readonly device: Device;
  readonly watches: boolean;
  readonly monitor: Monitor | undefined;
  readonly alarm: Alarm | null;
  /** The last readings of what the rule looks at, oldest first. */
  readonly readings: readonly AlarmSample[];
  /** `null` where nothing is known of the device. */
  readonly silence: Silence | null;
}

export function explainRule(subject: RuleSubject): RuleExplanation {
  const { inForce, device, monitor, alarm } = subject;
  const { state, reason } = stateOf(subject);
  // What the monitor saw is what decided; without one, what came in shows why there was nothing to decide.
  const samples = monitor !== undefined && monitor.recent.length > 0 ? monitor.recent : subject.readings;
  const timers = timersOf(inForce.rule, monitor, subject.silence);
  const severity: Severity | null = alarm?.severity ?? null;
  const value = monitor?.last?.value ?? samples.at(-1)?.value ?? null;
  return {
    inForce,
    deviceId: state === 'not_watching' ? null : device.id,
    state,
    reason,
    words: explanationWords({ rule: inForce.rule, state, reason, severity, value, timers }),
    settings: settingsOf(inForce.rule),
    timers: state === 'waiting' || state === 'in_alarm' || inForce.rule.kind === 'absence' ? timers : [],
    samples: state === 'not_watching' || state === 'disabled' ? [] : [...samples],
    alarm,
  };
}

function stateOf(subject: RuleSubject): Pick<RuleExplanation, 'state' | 'reason'> {
  const { inForce, watches, monitor, alarm, readings, silence } = subject;
  const { rule } = inForce;
  const last = monitor?.last?.reason ?? null;
  if (alarm !== null) return { state: 'in_alarm', reason: last ?? 'level_holds' };
  if (!rule.enabled) return { state: 'disabled', reason: 'disabled' };
  if (!watches) return { state: 'not_watching', reason: 'not_watching' };
  if (rule.kind === 'absence' || rule.kind === 'correlation') {
    if (silence === null || silence.lastSeenAt === null) return { state: 'no_reading', reason: 'no_reading' };
    return { state: 'clear', reason: silence.isExcused ? 'not_its_silence' : 'heard_in_time' };
  }
  if (last !== null) return { state: waits(last) ? 'waiting' : 'clear', reason: last };
  if (rule.kind === 'fault') return { state: 'clear', reason: 'sensor_well' };
  return readings.length === 0
    ? { state: 'no_reading', reason: 'no_reading' }
    : { state: 'clear', reason: 'below_every_level' };
}

function waits(reason: ReasonName): boolean {
  return reason.startsWith('waiting') || reason === 'outside_schedule';
}
