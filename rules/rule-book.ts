// The rules in force, and which of them watch what.
import type { Device, Registry } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import { displacementMetrics } from './displacement.ts';
import type {
  AbsenceRule,
  DisplacementRule,
  OutageRule,
  Rule,
  RuleInForce,
  ThresholdRule,
} from './rule-definition.ts';

/** A rule that is decided sample by sample. */
export type SampledRule = ThresholdRule | DisplacementRule;

export class RuleBook {
  readonly rules = new Table<RuleInForce>('rules');
  readonly #registry: Registry;
  #byMetric = new Map<string, RuleInForce<SampledRule>[]>();
  #absence: RuleInForce<AbsenceRule>[] = [];
  #outage: RuleInForce<OutageRule> | null = null;

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
    return this.#byMetric.get(metric) ?? [];
  }

  /** The absence rule of a device: the first by id that watches it, so that a device is offline once. */
  absenceOf(device: Device): RuleInForce<AbsenceRule> | null {
    return this.#absence.find(({ rule }) => this.#watchesPoint(rule, device)) ?? null;
  }

  /** The rule that speaks of outages: the first by id. */
  outage(): RuleInForce<OutageRule> | null {
    return this.#outage;
  }

  /** Whether a rule, as it is now, looks at a device. */
  watches(ruleId: string, device: Device): boolean {
    const rule = this.rules.get(ruleId)?.rule;
    if (rule === undefined || !rule.enabled || rule.kind === 'outage') return false;
    return rule.kind === 'absence'
      ? this.absenceOf(device)?.rule.id === ruleId
      : this.#watchesPoint(rule, device);
  }

  /** Derives what is found by metric and kind. Call it when the table was restored. */
  index(): void {
    this.#byMetric = new Map();
    this.#absence = [];
    this.#outage = null;
    const sorted = [...this.rules.values()].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
    for (const { rule, version } of sorted) {
      if (!rule.enabled) continue;
      if (rule.kind === 'absence') {
        this.#absence.push({ rule, version });
        continue;
      }
      if (rule.kind === 'outage') {
        this.#outage ??= { rule, version };
        continue;
      }
      for (const metric of metricsOf(rule)) {
        const list = this.#byMetric.get(metric);
        if (list === undefined) this.#byMetric.set(metric, [{ rule, version }]);
        else list.push({ rule, version });
      }
    }
  }

  #watchesPoint(rule: Exclude<Rule, OutageRule>, device: Device): boolean {
    if (rule.point_kinds === undefined) return true;
    const point = device.pointId === null ? undefined : this.#registry.point(device.pointId);
    return point !== undefined && rule.point_kinds.includes(point.kind);
  }
}

/** The metrics that a rule looks at. */
export function metricsOf(rule: Rule): readonly string[] {
  if (rule.kind === 'absence' || rule.kind === 'outage') return [];
  return rule.kind === 'threshold' ? [rule.metric] : displacementMetrics;
}

/** Whether both definitions look at the same thing, so that what was seen under one counts under the other. */
export function isSameSubject(a: Rule, b: Rule): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind !== 'threshold' || b.kind !== 'threshold') return true;
  return a.metric === b.metric && a.direction === b.direction;
}
