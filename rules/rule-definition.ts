// A rule as a city writes it: what it watches, when it speaks, how grave it is and which case it opens.
import { z } from 'zod';
import { labelSchema } from '../core/label.ts';
import { metricByName } from '../core/metric.ts';
import { pointKinds } from '../core/registry.ts';
import { derivedMetrics } from '../core/sample.ts';
import { type Severity, severities } from '../core/severity.ts';

/** An object that names what it does not know and what it does. */
function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: unknown in ${what}; known are ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

/** How long, in samples and in event time, a state must last; both must be met. */
export const delaySchema = strict(
  {
    samples: z.int().min(1).max(1_000).default(1),
    seconds: z.number().min(0).max(86_400).default(0),
  },
  'a delay',
);
export type Delay = z.infer<typeof delaySchema>;

const levelsSchema = strict(
  {
    blue: z.number().optional(),
    yellow: z.number().optional(),
    orange: z.number().optional(),
    red: z.number().optional(),
  },
  'levels',
).refine((levels) => setpointsOf(levels).length > 0, `at least one of ${severities.join(', ')}`);
export type Levels = Readonly<Partial<Record<Severity, number | undefined>>>;

/** The setpoints that there are, from blue to red. */
function setpointsOf(levels: Levels): number[] {
  return severities.map((severity) => levels[severity]).filter((setpoint) => setpoint !== undefined);
}

function rises(setpoints: readonly number[]): boolean {
  return setpoints.every((setpoint, n) => n === 0 || setpoint > (setpoints[n - 1] as number));
}

const severityChoice = z.enum(severities, {
  error: (issue) => `${JSON.stringify(issue.input)} is no severity; there are ${severities.join(', ')}`,
});

const knownMetrics: readonly string[] = [...metricByName.keys(), ...Object.values(derivedMetrics)];

const common = {
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  title: labelSchema,
  enabled: z.boolean().default(true),
  /** Only devices at points of these kinds; all where absent. */
  point_kinds: z.array(z.enum(pointKinds)).min(1).optional(),
  /** Case category, or `component` for the class of the cover. */
  category: z.string().regex(/^(\d{2}-\d{2}|component)$/, 'a category such as 05-06, or component'),
  unit: z.string().default(''),
};

const thresholdSchema = strict(
  {
    ...common,
    kind: z.literal('threshold'),
    metric: z.string().refine((name) => knownMetrics.includes(name), {
      error: (issue) => `no metric ${JSON.stringify(issue.input)}; there are ${knownMetrics.join(', ')}`,
    }),
    /** Whether values at or above, or at or below, a setpoint are bad. */
    direction: z.enum(['above', 'below']).default('above'),
    levels: levelsSchema,
    /** A level ends only when the value is back past its setpoint by more than this. */
    deadband: z.number().min(0).default(0),
    on_delay: delaySchema.prefault({}),
    off_delay: delaySchema.prefault({}),
  },
  'a threshold rule',
).refine(
  ({ levels, direction }) => {
    const setpoints = setpointsOf(levels);
    return rises(direction === 'above' ? setpoints : setpoints.toReversed());
  },
  {
    path: ['levels'],
    message: 'from blue to red the setpoints get worse: they rise, or fall where direction is below',
  },
);

const displacementSchema = strict(
  {
    ...common,
    kind: z.literal('displacement'),
    /** Angle between the present and the installed position, degrees. */
    levels_deg: levelsSchema.refine(
      (levels) => rises(setpointsOf(levels)),
      'the angles rise from blue to red',
    ),
    /** From this angle on nothing needs to be waited for but that it is no passing vehicle. */
    at_once_deg: z.number().positive().default(90),
    deadband_deg: z.number().min(0).default(2),
    /** What the contact in the cover says when it reports open. */
    open_severity: severityChoice.default('red'),
    confirm: strict(
      {
        /** Confirmed by so many reports in a row, */
        reports: z.int().min(1).default(2),
        /** or by this time without a report that it is back. */
        seconds: z.number().min(0).default(30),
        /** What is over within this time is a passing vehicle, however far and often the cover tilts in it. */
        passing_seconds: z.number().min(0).default(2),
        /** How long the report that it is back may be on its way. */
        delivery_seconds: z.number().min(0).default(3),
      },
      'confirm',
    ).prefault({}),
  },
  'a displacement rule',
);

const absenceSchema = strict(
  {
    ...common,
    kind: z.literal('absence'),
    severity: severityChoice,
    /** Late after so many expected intervals without a message. */
    late_intervals: z.number().positive().default(1.5),
    /** Offline after so many. */
    offline_intervals: z.number().positive().default(2.5),
  },
  'an absence rule',
).refine((rule) => rule.late_intervals <= rule.offline_intervals, {
  path: ['late_intervals'],
  message: 'a device is late before it is offline: late_intervals is offline_intervals at most',
});

const { point_kinds: _everywhere, ...commonOfPaths } = common;

const outageSchema = strict(
  {
    ...commonOfPaths,
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

export const ruleSchema = z.discriminatedUnion(
  'kind',
  [thresholdSchema, displacementSchema, absenceSchema, outageSchema],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'a rule is of kind threshold, displacement, absence or outage'
        : undefined,
  },
);

export type Rule = z.infer<typeof ruleSchema>;
export type ThresholdRule = z.infer<typeof thresholdSchema>;
export type DisplacementRule = z.infer<typeof displacementSchema>;
export type AbsenceRule = z.infer<typeof absenceSchema>;
export type OutageRule = z.infer<typeof outageSchema>;

/** A rule as it is in force: every change of its definition raises the version. */
export interface RuleInForce<Kind extends Rule = Rule> {
  readonly rule: Kind;
  readonly version: number;
}
