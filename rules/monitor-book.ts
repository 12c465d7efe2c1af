// The monitors: what each rule has seen so far of each device. One that has nothing to remember does not exist.
import type { AlarmSample } from '../core/alarm.ts';
import { flagNames, qualityFlags } from '../core/reading.ts';
import type { Device } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import type { AlarmBook, AlarmHolder } from './alarm-book.ts';
import type { Evidence } from './alarm-life.ts';
import {
  confirmDisplacement,
  type DisplacementState,
  evaluateDisplacement,
  initialDisplacement,
  isDisplacementQuiet,
  showsDisplacement,
} from './displacement.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { RuleBook, SampledRule } from './rule-book.ts';
import type { Rule, RuleInForce } from './rule-definition.ts';
import {
  evaluateThreshold,
  initialThreshold,
  isThresholdQuiet,
  reachesThreshold,
  type ThresholdState,
} from './threshold.ts';
import type { Verdict } from './verdict.ts';

export interface Monitor extends AlarmHolder {
  readonly ruleId: string;
  readonly deviceId: string;
  /** Of the rule's kind; `null` for an absence, whose state is the device's presence. */
  readonly state: ThresholdState | DisplacementState | null;
  /** The last samples, oldest first. */
  readonly recent: AlarmSample[];
  /** What the rule said last, and of which event time. */
  last: (Verdict & { readonly at: EpochMs }) | null;
}

/** Samples that an explanation shows. */
const recentSamplesMax = 12;

/** A claim that rests on these alone is not a confident one. */
const suspectFlags = qualityFlags.low_confidence | qualityFlags.box | qualityFlags.faulty_sensor;

export class MonitorBook {
  readonly monitors = new Table<Monitor>('monitors');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #alarms: AlarmBook;

  constructor(context: RuleEngineContext, rules: RuleBook, alarms: AlarmBook) {
    this.#context = context;
    this.#rules = rules;
    this.#alarms = alarms;
  }

  /** Schedules what is due, after the table was restored. */
  restored(): void {
    for (const [key, monitor] of this.monitors.entries()) this.#schedule(key, monitor);
  }

  get(ruleId: string, deviceId: string): Monitor | undefined {
    return this.monitors.get(monitorKey(ruleId, deviceId));
  }

  /** Takes in a sample of a device that the rule watches. */
  evaluate(inForce: RuleInForce<SampledRule>, sample: Sample, device: Device, now: EpochMs): void {
    const { rule } = inForce;
    const key = monitorKey(rule.id, device.id);
    let monitor = this.monitors.get(key);
    if (monitor === undefined) {
      if (!wouldNotice(rule, sample, device)) return;
      const state = rule.kind === 'threshold' ? initialThreshold() : initialDisplacement();
      monitor = { ruleId: rule.id, deviceId: device.id, state, recent: [], last: null, alarmId: null };
      this.monitors.set(key, monitor);
    }
    const { recent } = monitor;
    recent.push({ measuredAt: sample.measuredAt, value: sample.value, flags: flagNames(sample.flags) });
    if (recent.length > recentSamplesMax) recent.shift();
    const verdict =
      rule.kind === 'threshold'
        ? evaluateThreshold(rule, monitor.state as ThresholdState, sample)
        : evaluateDisplacement(rule, monitor.state as DisplacementState, sample, device.baselineTiltDeg);
    const confident = (sample.flags & suspectFlags) === 0;
    this.#follow(inForce, monitor, device, verdict, { at: sample.measuredAt, now, confident });
    if (monitor.alarmId === null && isQuiet(rule, monitor)) {
      this.monitors.delete(key);
    } else {
      this.monitors.touch(key);
      this.#schedule(key, monitor);
    }
  }

  /** The absence of a device, or its return; a rank of 0 ends the monitor. */
  follow(inForce: RuleInForce, device: Device, verdict: Verdict, now: EpochMs, interval_s: number): void {
    const key = monitorKey(inForce.rule.id, device.id);
    const known = this.monitors.get(key);
    if (known === undefined && verdict.rank === 0) return;
    const monitor = known ?? {
      ruleId: inForce.rule.id,
      deviceId: device.id,
      state: null,
      recent: [],
      last: null,
      alarmId: null,
    };
    this.#follow(inForce, monitor, device, verdict, { at: now, now, confident: true }, { interval_s });
    if (monitor.alarmId === null) this.monitors.delete(key);
    else this.monitors.set(key, monitor);
  }

  /** Holds an alarm of a device back because of `by`, or shows it again where that is `null`. */
  suppress(ruleId: string, deviceId: string, by: string | null): void {
    const monitor = this.monitors.get(monitorKey(ruleId, deviceId));
    if (monitor !== undefined) this.#alarms.suppress(monitor, by);
  }

  /** A confirmation time that was asked for has come, or is put back. */
  due(key: string, now: EpochMs): void {
    const monitor = this.monitors.get(key);
    const inForce = monitor && this.#rules.rules.get(monitor.ruleId);
    const device = monitor && this.#context.registry.device(monitor.deviceId);
    if (monitor === undefined || inForce === undefined || device === undefined) return;
    const { rule } = inForce;
    if (rule.kind !== 'displacement') return;
    const state = monitor.state as DisplacementState;
    if (state.confirmAt !== null && state.confirmAt <= now) {
      const verdict = confirmDisplacement(rule, state, now);
      const at = monitor.recent.at(-1)?.measuredAt ?? now;
      this.#follow(inForce, monitor, device, verdict, { at, now, confident: true });
      this.monitors.touch(key);
    }
    this.#schedule(key, monitor);
  }

  /** Ends every monitor that `ends` says so of, and its alarm with it. */
  endWhere(now: EpochMs, ends: (monitor: Monitor) => boolean): void {
    for (const key of this.monitors.sortedKeys()) {
      const monitor = this.monitors.get(key);
      if (monitor !== undefined && ends(monitor)) this.#end(key, monitor, now);
    }
  }

  /** Ends the monitors of a device whose rules watch it no more, or that speak of a point where it was before. */
  deviceChanged(device: Device, now: EpochMs): void {
    for (const ruleId of this.#rules.rules.sortedKeys()) {
      const key = monitorKey(ruleId, device.id);
      const monitor = this.monitors.get(key);
      if (monitor === undefined) continue;
      const alarm = monitor.alarmId === null ? undefined : this.#alarms.alarms.get(monitor.alarmId);
      const moved = alarm !== undefined && alarm.pointId !== device.pointId;
      if (moved || !this.#rules.watches(ruleId, device)) this.#end(key, monitor, now);
    }
  }

  #end(key: string, monitor: Monitor, now: EpochMs): void {
    this.monitors.delete(key);
    this.#alarms.end(monitor, now);
  }

  #follow(
    inForce: RuleInForce,
    monitor: Monitor,
    device: Device,
    verdict: Verdict,
    when: Pick<Evidence, 'at' | 'now' | 'confident'>,
    moreSettings: Readonly<Record<string, unknown>> = {},
  ): void {
    monitor.last = { ...verdict, at: when.at };
    const settings = { ...settingsOf(inForce.rule), ...moreSettings };
    this.#alarms.follow(inForce, monitor, device, {
      ...when,
      verdict,
      samples: [...monitor.recent],
      settings,
    });
  }

  #schedule(key: string, { state }: Monitor): void {
    if (state !== null && 'confirmAt' in state && state.confirmAt !== null) {
      this.#context.due.add(`monitor|${key}`, state.confirmAt);
    }
  }
}

function monitorKey(ruleId: string, deviceId: string): string {
  return `${ruleId}|${deviceId}`;
}

function wouldNotice(rule: SampledRule, sample: Sample, device: Device): boolean {
  return rule.kind === 'threshold'
    ? reachesThreshold(rule, sample)
    : showsDisplacement(rule, sample, device.baselineTiltDeg);
}

function isQuiet(rule: SampledRule, monitor: Monitor): boolean {
  return rule.kind === 'threshold'
    ? isThresholdQuiet(monitor.state as ThresholdState)
    : isDisplacementQuiet(monitor.state as DisplacementState);
}

/** The figures of a rule, without its names. */
export function settingsOf(rule: Rule): Record<string, unknown> {
  const { id: _id, title: _title, kind: _kind, category: _category, enabled: _enabled, ...settings } = rule;
  return settings;
}
