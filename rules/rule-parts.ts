// What the definitions of all kinds of rules are made of: delays, levels, and the keys that every rule has.

import { z } from 'zod';
import { saying, textOfForm } from '../core/issue-words.ts';
import { labelSchema } from '../core/label.ts';
import { metricByName } from '../core/metric.ts';
import { idSchema, pointKinds } from '../core/registry.ts';
import { type Severity, severities } from '../core/severity.ts';

/** An object that names what it does not know and what it does. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape, what: string) {
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

/** Of levels where none is set. */
export const atLeastOneLevel = saying({
  zh: `至少写一个：${severities.join('、')}`,
  en: `at least one of ${severities.join(', ')}`,
});

export const levelsSchema = strict(
  {
    blue: z.number().optional(),
    yellow: z.number().optional(),
    orange: z.number().optional(),
    red: z.number().optional(),
  },
  'levels',
).refine((levels) => setpointsOf(levels).length > 0, atLeastOneLevel);
export type Levels = Readonly<Partial<Record<Severity, number | undefined>>>;

/** The setpoints that there are, from blue to red. */
export function setpointsOf(levels: Levels): number[] {
  return severities.map((severity) => levels[severity]).filter((setpoint) => setpoint !== undefined);
}

export function rises(setpoints: readonly number[]): boolean {
  return setpoints.every((setpoint, n) => n === 0 || setpoint > (setpoints[n - 1] as number));
}

/** Levels of a kind for which more is worse. */
export const risingLevelsSchema = levelsSchema.refine(
  (levels) => rises(setpointsOf(levels)),
  saying({ zh: '限值应从蓝色到红色依次升高', en: 'from blue to red the setpoints rise' }),
);

export const severityChoice = z.enum(severities, {
  error: (issue) => `${JSON.stringify(issue.input)} is no severity; there are ${severities.join(', ')}`,
});

const knownMetrics: readonly string[] = [...metricByName.keys()];

export const metricChoice = z.string().superRefine((name, context) => {
  if (knownMetrics.includes(name)) return;
  const words = {
    zh: `没有指标 ${name}；可用的有 ${knownMetrics.join('、')}`,
    en: `no metric ${JSON.stringify(name)}; there are ${knownMetrics.join(', ')}`,
  };
  context.addIssue({ code: 'custom', ...saying(words) });
});

/** The category of a rule that opens no case. */
export const noCaseCategory = 'none';

const ruleId = textOfForm(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  zh: '应为小写单词，以连字符相连',
  en: 'lower-case words joined by hyphens',
});

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const clockTime = textOfForm(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  zh: '应为 08:00 这样的时间',
  en: 'a time such as 08:00',
});

/** Hours of the week, in the hub's time zone; `to` at or before `from` is on the next day. */
const hoursSchema = strict(
  {
    days: z
      .array(z.enum(weekdays))
      .min(1)
      .default([...weekdays]),
    from: clockTime.default('00:00'),
    to: clockTime.default('24:00'),
  },
  'hours of a schedule',
);
export type Hours = z.infer<typeof hoursSchema>;

/** What names a rule and says what its alarm is about. */
export const nameKeys = {
  id: ruleId,
  title: labelSchema,
  enabled: z.boolean().default(true),
  /** Case category, `component` for the class of the cover, or `none` where no case is to be opened. */
  category: textOfForm(/^(\d{2}-\d{2}|component|none)$/, {
    zh: '应为 05-06 这样的类别，或 component、none',
    en: 'a category such as 05-06, component or none',
  }),
  unit: z.string().default(''),
};

/** What every rule about single devices may be told. */
export const commonKeys = {
  ...nameKeys,
  /** Only devices at points of these kinds; all where absent. */
  point_kinds: z.array(z.enum(pointKinds)).min(1).optional(),
  /** When it may raise an alarm; always where absent. An alarm that is there is followed at any hour. */
  schedule: z.array(hoursSchema).min(1).optional(),
  /** An alarm that is over stays until a person acknowledges it. */
  latching: z.boolean().default(false),
  /** An alarm whose value moved by this much since it was last told of is told of again; never where absent. */
  tell_change: z.number().positive().optional(),
  /** Of several alarms of the rule at a point, as of two gauges, the gravest speaks and suppresses the others. */
  one_per_point: z.boolean().default(false),
  /** Rules whose alarm at the same point suppresses this one's while it is at least as grave. */
  superseded_by: z.array(ruleId).min(1).optional(),
  /** Other values of its keys, by point. */
  overrides: z.record(idSchema, z.record(z.string(), z.unknown())).optional(),
};

/**
 * For kinds that judge measured values. A sample below `min_confidence` decides nothing by itself: it waits for a
 * second sign, which is any of these.
 */
export const confidenceKeys = {
  /** 0 to 1; 1 is beyond doubt, 0.6 a rise that is hard to believe, 0.4 a box, 0.2 from a faulty sensor. */
  min_confidence: z.number().min(0).max(1).default(0),
  second_sign: strict(
    {
      /** Another gauge within this distance, m, */
      within_m: z.number().min(0).default(1_000),
      /** that showed at least this in the last `minutes`, in the metric's unit, */
      neighbour: z.number().default(30),
      /** or so much rain in the last `minutes` at a rain gauge within `rain_within_m`, */
      rain_mm: z.number().positive().default(2),
      rain_within_m: z.number().min(0).default(10_000),
      minutes: z.number().positive().max(720).default(60),
      /** or so many samples of its own in a row that agree, over so many seconds. */
      samples: z.int().min(2).default(6),
      seconds: z.number().min(0).default(900),
    },
    'second_sign',
  ).prefault({}),
};
