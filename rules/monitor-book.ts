// The monitors: what each rule has seen so far of each device. One that has nothing to remember does not exist.
import type { Alarm, AlarmSample } from '../core/alarm.ts';
import { flagNames } from '../core/reading.ts';
import type { Device } from '../core/registry.ts';
import type { Sample } from '../core/sample.ts';
import { Table } from '../core/table.ts';
import type { EpochMs } from '../core/time.ts';
import { type AlarmBook, type AlarmHolder, noAlarm } from './alarm-book.ts';
import type { Evidence } from './alarm-life.ts';
import { AroundSample } from './around-sample.ts';
import type { Baselines } from './baselines.ts';
import { isConfident } from './confidence.ts';
import type { RuleEngineContext } from './engine-context.ts';
import type { RuleBook } from './rule-book.ts';
import type { DeviceRule, Rule, RuleInForce } from './rule-definition.ts';
import { isSampled, kindOf, type SampledRule } from './sampled-kinds.ts';
import { isWithin } from './schedule.ts';
import type { Surroundings } from './surroundings.ts';
import type { Verdict } from './verdict.ts';

export interface Monitor extends AlarmHolder {
  readonly ruleId: string;
  readonly deviceId: string;
  /** Of the rule's kind; `null` for one that is not decided by samples. */
  readonly state: unknown;
  /** The last samples, oldest first. */
  readonly recent: AlarmSample[];
  /** What the rule said last, and of which event time. */
  last: (Verdict & { readonly at: EpochMs }) | null;
}

/** Samples that an explanation shows. */
const recentSamplesMax = 12;

export class MonitorBook {
  readonly monitors = new Table<Monitor>('monitors');
  readonly #context: RuleEngineContext;
  readonly #rules: RuleBook;
  readonly #alarms: AlarmBook;
  readonly #around: AroundSample;

  constructor(
    context: RuleEngineContext,
    rules: RuleBook,
    alarms: AlarmBook,
    surroundings: Surroundings,
    baselines: Baselines,
  ) {
    this.#context = context;
    this.#rules = rules;
    this.#alarms = alarms;
    this.#around = new AroundSample(context, surroundings, baselines);
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
    const kind = kindOf(rule);
    const around = this.#around.of(rule, device, sample);
    const key = monitorKey(rule.id, device.id);
    let monitor = this.monitors.get(key);
    if (monitor === undefined) {
      if (!kind.notices(rule, sample, around)) return;
      monitor = newMonitor(rule.id, device.id, kind.initial());
      this.monitors.set(key, monitor);
    }
    const { recent } = monitor;
    const { measuredAt, metric, value } = sample;
    const ofWhat = kind.metrics(rule).length > 1 ? { metric } : {};
    recent.push({ measuredAt, ...ofWhat, value, flags: flagNames(sample.flags) });
    if (recent.length > recentSamplesMax) recent.shift();
    const verdict = kind.evaluate(rule, monitor.state, sample, around);
    // A sample on the way back says nothing for the claim.
    const supports = verdict.rank > 0 && verdict.reason !== 'waiting_for_off_delay';
    const confident = supports && isConfident(sample.flags);
    this.#follow(inForce, monitor, device, verdict, { at: sample.measuredAt, now, confident });
    if (monitor.alarmId === null && kind.isQuiet(monitor.state)) {
      this.monitors.delete(key);
    } else {
      this.monitors.touch(key);
      this.#schedule(key, monitor);
    }
  }

  /** What was decided by silence or its end; a rank of 0 ends the monitor. `samples`: what it rests on. */
  follow(
    inForce: RuleInForce<DeviceRule>,
    device: Device,
    verdict: Verdict,
    now: EpochMs,
    interval_s: number,
    samples: readonly AlarmSample[] = [],
  ): void {
    const key = monitorKey(inForce.rule.id, device.id);
    const known = this.monitors.get(key);
    if (known === undefined && verdict.rank === 0) return;
    const monitor = known ?? newMonitor(inForce.rule.id, device.id, null);
    if (samples.length > 0) monitor.recent.splice(0, monitor.recent.length, ...samples);
    const settled = this.#rules.at(inForce, device);
    this.#follow(settled, monitor, device, verdict, { at: now, now, confident: true }, { interval_s });
    if (monitor.alarmId === null) this.monitors.delete(key);
    else this.monitors.set(key, monitor);
  }

  /** Holds an alarm of a device back because of `by`, or shows it again where that is `null`. */
  suppress(ruleId: string, deviceId: string, by: string | null): void {
    const monitor = this.monitors.get(monitorKey(ruleId, deviceId));
    if (monitor !== undefined) this.#alarms.suppress(monitor, by);
  }

  /** A time that a monitor asked for has come, or is put back. */
  due(key: string, now: EpochMs): void {
    const monitor = this.monitors.get(key);
    const inForce = monitor && this.#sampled(monitor.ruleId);
    const device = monitor && this.#context.registry.device(monitor.deviceId);
    if (monitor === undefined || inForce === undefined || device === undefined) return;
    const settled = this.#rules.at(inForce, device);
    const kind = kindOf(settled.rule);
    const dueAt = kind.dueAt(monitor.state);
    if (dueAt !== null && dueAt <= now) {
      const verdict = kind.due(settled.rule, monitor.state, now);
      const at = monitor.recent.at(-1)?.measuredAt ?? now;
      this.#follow(settled, monitor, device, verdict, { at, now, confident: true });
      if (monitor.alarmId === null && kind.isQuiet(monitor.state)) {
        this.monitors.delete(key);
        return;
      }
      this.monitors.touch(key);
    }
    this.#schedule(key, monitor);
  }

  /** A person acknowledged an alarm: one that only waited for that ends. */
  acknowledged(alarm: Alarm, now: EpochMs): void {
    const key = monitorKey(alarm.ruleId, alarm.deviceId);
    const monitor = this.monitors.get(key);
    if (monitor?.alarmId !== alarm.id || !monitor.latched) return;
    this.#alarms.end(monitor, now, 'acknowledged_when_over');
    const inForce = this.#sampled(monitor.ruleId);
    if (inForce === undefined || kindOf(inForce.rule).isQuiet(monitor.state)) this.monitors.delete(key);
    else this.monitors.touch(key);
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

  /** The rule of a monitor where it is decided by samples. */
  #sampled(ruleId: string): RuleInForce<SampledRule> | undefined {
    const inForce = this.#rules.rules.get(ruleId);
    return inForce !== undefined && isSampled(inForce.rule)
      ? (inForce as RuleInForce<SampledRule>)
      : undefined;
  }

  #end(key: string, monitor: Monitor, now: EpochMs): void {
    this.monitors.delete(key);
    this.#alarms.end(monitor, now, 'not_watched');
  }

  #follow(
    inForce: RuleInForce<DeviceRule>,
    monitor: Monitor,
    device: Device,
    verdict: Verdict,
    when: Pick<Evidence, 'at' | 'now' | 'confident'>,
    moreSettings: Readonly<Record<string, unknown>> = {},
  ): void {
    const { rule } = inForce;
    const said = this.#isOutsideHours(rule, monitor, verdict, when.at)
      ? ({ ...verdict, rank: 0, reason: 'outside_schedule' } as const)
      : verdict;
    monitor.last = { ...said, at: when.at };
    // Most samples decide nothing: what would explain them need not be gathered.
    if (said.rank === 0 && monitor.alarmId === null) return;
    this.#alarms.follow(inForce, monitor, device, {
      ...when,
      verdict: said,
      samples: [...monitor.recent],
      settings: { ...settingsOf(rule), ...moreSettings },
    });
  }

  #isOutsideHours(rule: DeviceRule, monitor: Monitor, verdict: Verdict, at: EpochMs): boolean {
    return (
      rule.schedule !== undefined &&
      verdict.rank > 0 &&
      monitor.alarmId === null &&
      !isWithin(rule.schedule, at, this.#context.timezone())
    );
  }

  #schedule(key: string, monitor: Monitor): void {
    const inForce = this.#sampled(monitor.ruleId);
    const dueAt = inForce === undefined ? null : kindOf(inForce.rule).dueAt(monitor.state);
    if (dueAt !== null) this.#context.due.add(`monitor|${key}`, dueAt);
  }
}

function monitorKey(ruleId: string, deviceId: string): string {
  return `${ruleId}|${deviceId}`;
}

function newMonitor(ruleId: string, deviceId: string, state: unknown): Monitor {
  return { ruleId, deviceId, state, recent: [], last: null, ...noAlarm() };
}

/** The figures of a rule, without its names. */
export function settingsOf(rule: Rule): Record<string, unknown> {
  const { id: _id, title: _title, kind: _kind, category: _category, enabled: _enabled, ...settings } = rule;
  return { ...settings, overrides: undefined };
}
