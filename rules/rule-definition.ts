// A rule as a city writes it: what it watches, when it speaks, how grave it is and which case it opens.

import { z } from 'zod';
import { saying, wordsOfIssue } from '../core/issue-words.ts';
import { accumulationSchema } from './accumulation.ts';
import { correlationSchema } from './correlation.ts';
import { displacementSchema } from './displacement.ts';
import { faultSchema } from './fault.ts';
import { type FlowRule, flowRuleSchema } from './flow-rule.ts';
import { rateSchema } from './rate.ts';
import { commonKeys, nameKeys, severityChoice, strict } from './rule-parts.ts';
import { type StormRule, stormSchema } from './storm.ts';
import { thresholdSchema } from './threshold.ts';

const absenceSchema = strict(
  {
    ...commonKeys,
    kind: z.literal('absence'),
    severity: severityChoice,
    /** Late after so many expected intervals without a message. */
    late_intervals: z.number().positive().default(1.5),
    /** Offline after so many. */
    offline_intervals: z.number().positive().default(2.5),
  },
  'an absence rule',
).refine(
  (rule) => rule.late_intervals <= rule.offline_intervals,
  saying(
    {
      zh: '迟报早于离线：late_intervals 不能大于 offline_intervals',
      en: 'a device is late before it is offline: late_intervals is offline_intervals at most',
    },
    'late_intervals',
  ),
);
export type AbsenceRule = z.infer<typeof absenceSchema>;

const outageSchema = strict(
  {
    ...nameKeys,
    kind: z.literal('outage'),
    severity: severityChoice,
    /** So many devices behind one gateway must have fallen silent together; all where it has fewer, two at least. */
    gateway_devices: z.int().min(2).max(10_000).default(3),
    /** The same for a basin, a profile or the whole network. */
    area_devices: z.int().min(3).max(10_000).default(10),
    /** They must be this share of those that should have been heard. */
    silent_share: z.number().min(0.5).max(1).default(0.8),
    /** It is over when this share of them was heard again. */
    heard_share: z.number().min(0).max(1).default(0.5),
  },
  'an outage rule',
);

export type OutageRule = z.infer<typeof outageSchema>;

const schemas = [
  thresholdSchema,
  rateSchema,
  accumulationSchema,
  displacementSchema,
  absenceSchema,
  faultSchema,
  correlationSchema,
  outageSchema,
  flowRuleSchema,
  stormSchema,
] as const;

const kinds =
  'threshold, rate, accumulation, displacement, absence, fault, correlation, outage, flow or storm';

const plainRuleSchema = z.discriminatedUnion('kind', schemas, {
  error: (issue) => (issue.code === 'invalid_union' ? `a rule is of kind ${kinds}` : undefined),
});

/** What an override may not change: what the rule is, and where it looks. */
const fixedKeys: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'title', 'metric', 'direction', 'category', 'point_kinds', 'overrides', 'witness'],
]);

export const ruleSchema = plainRuleSchema.superRefine((rule, context) => {
  if (!isOfDevices(rule)) return;
  for (const [pointId, override] of Object.entries(rule.overrides ?? {})) {
    const path = ['overrides', pointId];
    for (const key of Object.keys(override)) {
      if (!fixedKeys.has(key)) continue;
      const words = {
        zh: `${key} 在各点位必须相同，不能单独设定`,
        en: `${key} is the same at every point`,
      };
      context.addIssue({ code: 'custom', ...saying(words, ...path, key) });
    }
    const merged = { ...rule, overrides: undefined, ...override };
    for (const issue of plainRuleSchema.safeParse(merged).error?.issues ?? []) {
      const words = wordsOfIssue(issue, merged);
      context.addIssue({ code: 'custom', ...saying(words, ...path, ...issue.path.map(String)) });
    }
  }
});

export type Rule = z.infer<typeof ruleSchema>;
/** A rule about single devices, as all are but those about what many share and those that flows are. */
export type DeviceRule = Exclude<Rule, OutageRule | FlowRule | StormRule>;

export function isOfDevices(rule: Rule): rule is DeviceRule {
  return rule.kind !== 'outage' && rule.kind !== 'flow' && rule.kind !== 'storm';
}

/** A rule as it is in force: every change of its definition raises the version. */
export interface RuleInForce<Kind extends Rule = Rule> {
  readonly rule: Kind;
  readonly version: number;
}

/** The rule as it is at a point; the same object where nothing is different there. */
export function ruleAt<Kind extends DeviceRule>(
  inForce: RuleInForce<Kind>,
  pointId: string | null,
): RuleInForce<Kind> {
  const override = pointId === null ? undefined : inForce.rule.overrides?.[pointId];
  if (override === undefined) return inForce;
  const { overrides: _overrides, ...rest } = inForce.rule;
  return { rule: plainRuleSchema.parse({ ...rest, ...override }) as Kind, version: inForce.version };
}
