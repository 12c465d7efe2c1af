// The rules in force, and which of them watch what; a rule that differs at some points is found as it is there.
import type { Device, Registry } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import { batteryMetric, onBatteryScale } from './battery-levels.ts';
import type { CorrelationRule } from './correlation.ts';
import {
  type AbsenceRule,
  type DeviceRule,
  isOfDevices,
  type OutageRule,
  type Rule,
  type RuleInForce,
  ruleAt,
} from './rule-definition.ts';
import { isSampled, kindOf, type SampledRule } from './sampled-kinds.ts';
import type { StormRule } from './storm.ts';

export class RuleBook {
  readonly rules = new Table<RuleInForce>('rules');
  readonly #registry: Registry;
  #byMetric = new Map<string, RuleInForce<SampledRule>[]>();
  #absence: RuleInForce<AbsenceRule>[] = [];
  #outage: RuleInForce<OutageRule> | null = null;
  #storm: RuleInForce<StormRule> | null = null;
  #correlations: RuleInForce<CorrelationRule>[] = [];
  /** Rules as they are where they differ, by rule, profile and point. */
  readonly #differing = new Map<string, RuleInForce<DeviceRule>>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Puts a rule in force; `null` when it is the same as before. */
  put(rule: Rule): RuleInForce | null {
    const before = this.rules.get(rule.id);
    if (before !== undefined && JSON.stringify(before.rule) === JSON.stringify(rule)) return null;
    const inForce = { rule, version: (before?.version ?? 0) + 1 };
    this.rules.set(rule.id, inForce);
    this.index();
    return inForce;
  }

  /** The enabled rules that look at a metric, by id. */
  ofMetric(metric: string): readonly RuleInForce<SampledRule>[] {
    return this.#byMetric.get(metric) ?? none;
  }

  /** The enabled rules of kind `correlation`, by id. */
  get correlations(): readonly RuleInForce<CorrelationRule>[] {
    return this.#correlations;
  }

  /** The rule as it is for a device, by its battery and by the point where it stands, which has the last word. */
  at<Kind extends DeviceRule>(inForce: RuleInForce<Kind>, device: Device): RuleInForce<Kind> {
    const isScaled = inForce.rule.kind === 'threshold' && inForce.rule.metric === batteryMetric;
    const scale = isScaled ? this.#registry.profile(device.profile)?.batteryScale : undefined;
    const hasOverrides = inForce.rule.overrides !== undefined && device.pointId !== null;
    if (scale === undefined && !hasOverrides) return inForce;
    const key = `${inForce.rule.id}|${scale === undefined ? '' : device.profile}|${device.pointId}`;
    let known = this.#differing.get(key);
    if (known === undefined) {
      const scaled =
        scale === undefined ? inForce : { ...inForce, rule: onBatteryScale(inForce.rule, scale) };
      known = ruleAt(scaled, device.pointId);
      this.#differing.set(key, known);
    }
    return known as RuleInForce<Kind>;
  }

  /** The absence rule of a device: the first by id that watches it, so that a device is offline once. */
  absenceOf(device: Device): RuleInForce<AbsenceRule> | null {
    const found = this.#absence.find((inForce) => this.#isFor(inForce, device));
    return found === undefined ? null : this.at(found, device);
  }

  /** The rule that speaks of outages: the first by id. */
  outage(): RuleInForce<OutageRule> | null {
    return this.#outage;
  }

  /** The rule that says when there is a rainstorm: the first by id. */
  storm(): RuleInForce<StormRule> | null {
    return this.#storm;
  }

  /** Whether a rule, as it is now, looks at a device. */
  watches(ruleId: string, device: Device): boolean {
    const inForce = this.rules.get(ruleId) as RuleInForce<DeviceRule> | undefined;
    if (inForce === undefined || !inForce.rule.enabled || !isOfDevices(inForce.rule)) return false;
    return inForce.rule.kind === 'absence'
      ? this.absenceOf(device)?.rule.id === ruleId
      : this.#isFor(inForce, device);
  }

  /** Derives what is found by metric and kind. Call it when the table was restored, and when profiles changed. */
  index(): void {
    this.#byMetric = new Map();
    this.#absence = [];
    this.#outage = null;
    this.#storm = null;
    this.#correlations = [];
    this.#differing.clear();
    const sorted = [...this.rules.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
    for (const { rule, version } of sorted) {
      if (!rule.enabled) continue;
      if (rule.kind === 'absence') this.#absence.push({ rule, version });
      else if (rule.kind === 'outage') this.#outage ??= { rule, version };
      else if (rule.kind === 'storm') this.#storm ??= { rule, version };
      else if (rule.kind === 'correlation') this.#correlations.push({ rule, version });
      else if (isSampled(rule)) this.#indexMetrics({ rule, version });
    }
  }

  #indexMetrics(inForce: RuleInForce<SampledRule>): void {
    for (const metric of metricsOf(inForce.rule)) {
      const list = this.#byMetric.get(metric);
      if (list === undefined) this.#byMetric.set(metric, [inForce]);
      else list.push(inForce);
    }
  }

  #isFor(inForce: RuleInForce<DeviceRule>, device: Device): boolean {
    const { point_kinds } = inForce.rule;
    if (!this.at(inForce, device).rule.enabled) return false;
    if (point_kinds === undefined) return true;
    const point = device.pointId === null ? undefined : this.#registry.point(device.pointId);
    return point !== undefined && point_kinds.includes(point.kind);
  }
}

/** The metrics that a rule looks at. */
export function metricsOf(rule: Rule): readonly string[] {
  return isSampled(rule) ? kindOf(rule).metrics(rule) : [];
}

const none: readonly RuleInForce<SampledRule>[] = [];

/** Whether both definitions look at the same thing, so that what was seen under one counts under the other. */
export function isSameSubject(a: Rule, b: Rule): boolean {
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'threshold':
      return b.kind === 'threshold' && a.metric === b.metric && a.direction === b.direction;
    case 'rate':
    case 'accumulation':
      return b.kind === a.kind && a.metric === b.metric;
    case 'displacement':
      return b.kind === 'displacement' && a.measure === b.measure;
    case 'correlation':
      return b.kind === 'correlation' && a.witness === b.witness;
    default:
      return true;
  }
}
