// The kinds of rules that are decided sample by sample: one line for each.
import { type AccumulationRule, accumulation } from './accumulation.ts';
import { type DisplacementRule, displacement } from './displacement.ts';
import { type FaultRule, fault } from './fault.ts';
import { type RateRule, rate } from './rate.ts';
import type { Rule } from './rule-definition.ts';
import type { SampledKind } from './rule-kind.ts';
import { type ThresholdRule, threshold } from './threshold.ts';

export type SampledRule = ThresholdRule | RateRule | AccumulationRule | DisplacementRule | FaultRule;

const kinds = { threshold, rate, accumulation, displacement, fault } as const;

export function isSampled(rule: Rule): rule is SampledRule {
  return rule.kind in kinds;
}

/** A rule with its kind: the state that the kind made is only ever given back to the same kind. */
export function kindOf(rule: SampledRule): SampledKind<SampledRule, unknown> {
  return kinds[rule.kind] as unknown as SampledKind<SampledRule, unknown>;
}
