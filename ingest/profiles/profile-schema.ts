// What a profile file may hold, as a person writes it, and the device profile that it stands for.

import { z } from 'zod';
import { saying, textOfForm } from '../../core/issue-words.ts';
import { type Label, labelSchema } from '../../core/label.ts';
import { metricByName, unitOf } from '../../core/metric.ts';
import { type DeviceProfile, rangeSchema, type VendorField } from '../../core/registry.ts';
import { parseDurationMs, secondMs } from '../../core/time.ts';
import { convertUnit, isUnit } from '../units.ts';

const name = z.string().min(1);

const interval = z.string().transform((text, context) => {
  const ms = parseDurationMs(text);
  if (ms !== null && ms > 0) return ms / secondMs;
  const words = {
    zh: `现为 ${JSON.stringify(text)}；应为 20m 或 12h 这样的时长`,
    en: `is ${JSON.stringify(text)}; write a duration such as 20m or 12h`,
  };
  context.addIssue({ code: 'custom', ...saying(words) });
  return z.NEVER;
});

const range = rangeSchema.refine(
  ([low, high]) => low < high,
  saying({ zh: '最小值在前', en: 'the lowest value comes first' }),
);

const metric = z.strictObject({
  from: z.union([name.transform((only) => [only]), z.array(name).min(1)]),
  unit: name
    .superRefine((text, context) => {
      if (isUnit(text)) return;
      const words = {
        zh: `平台不认识单位 ${JSON.stringify(text)}`,
        en: `${JSON.stringify(text)} is no unit that the hub knows`,
      };
      context.addIssue({ code: 'custom', ...saying(words) });
    })
    .optional(),
  range: range.optional(),
  sentinels: z.array(z.number()).default([]),
  words: z.record(z.string(), z.number()).default({}),
  absent: z.array(z.union([z.number(), z.string()])).default([]),
  when: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  angle: z.enum(['signed', 'full_circle', 'flat_is_90']).default('signed'),
  reversed: z.boolean().default(false),
});

const timeUnit = z.enum(['s', 'ms', 'rfc3339']);
const clock = z.union(
  [z.literal('network'), z.strictObject({ field: name, unit: timeUnit })],
  'write network, or the field and unit (s, ms, rfc3339) of the device’s own time',
);

const hex = textOfForm(/^([0-9a-f]{2})*$/i, {
  zh: '字节应写成成对的十六进制数字，并加引号',
  en: 'write the bytes as pairs of hexadecimal digits, in quotes',
}).transform((text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

/** A frame or what a network server makes of it, and what the hub must read. */
const example = z
  .strictObject({
    title: name,
    port: z.number().int().min(0).max(255).default(1),
    bytes: hex.optional(),
    fields: z.record(z.string(), z.unknown()).optional(),
    readings: z.record(z.string(), z.number()),
  })
  .refine(
    ({ bytes, fields }) => bytes !== undefined || fields !== undefined,
    saying({ zh: '例子应有 bytes、fields 或两者都有', en: 'an example has bytes, fields or both' }),
  );

export const profileFileSchema = z
  .strictObject({
    vendor: name,
    model: name,
    label: labelSchema,
    interval,
    primary_metric: name,
    /** Files beside the profile, in the order in which they are put together. */
    codec: z.union([name.transform((only) => [only]), z.array(name)]).default([]),
    clock: clock.default('network'),
    battery: z
      .strictObject({
        full_v: z.number().positive(),
        low_v: z.number().positive(),
        critical_v: z.number().positive(),
      })
      .refine(
        ({ full_v, low_v, critical_v }) => full_v > low_v && low_v > critical_v,
        saying({
          zh: 'full_v 应高于 low_v，low_v 应高于 critical_v',
          en: 'full is above low, low above critical',
        }),
      )
      .optional(),
    metrics: z.record(z.string(), metric),
    history: z.strictObject({ list: name, time: name, unit: timeUnit }).optional(),
    without_readings: z.array(name).default([]),
    examples: z.array(example).default([]),
  })
  .superRefine((file, context) => {
    if (!Object.hasOwn(file.metrics, file.primary_metric)) {
      const known = Object.keys(file.metrics).join(', ');
      const words = { zh: `不是已写的指标之一（${known}）`, en: `is none of the metrics (${known})` };
      context.addIssue({ code: 'custom', ...saying(words, 'primary_metric') });
    }
    for (const [metricName, { unit, range: given }] of Object.entries(file.metrics)) {
      const blame = (key: string, words: Label) =>
        context.addIssue({ code: 'custom', ...saying(words, 'metrics', metricName, key) });
      if (!/^[a-z][a-z0-9_]*$/.test(metricName)) {
        blame('', {
          zh: '指标名称只能有小写字母、数字和 _，并以单位结尾',
          en: 'a metric’s name has small letters, digits and _, and ends in its unit',
        });
      }
      const isNative = metricByName.has(metricName);
      if (!isNative && given === undefined) {
        blame('range', {
          zh: '缺少此项：它不是平台自带的指标，请写明正常传感器的取值范围',
          en: 'is missing: it is no native metric, so say what a working sensor gives',
        });
      }
      const target = unitOf(metricName);
      if (unit !== undefined && convertUnit(1, unit, target) === null) {
        blame('unit', {
          zh: `${unit} 不能换算为 ${target || '是或否'}`,
          en: `${unit} cannot become ${target || 'a yes or no'}`,
        });
      }
    }
  });

export type ProfileFile = z.infer<typeof profileFileSchema>;
export type ProfileExample = z.infer<typeof example>;

/** `codec`: the text of the codec files, or `null`. */
export function profileOf(id: string, file: ProfileFile, codec: string | null): DeviceProfile {
  const entries = Object.entries(file.metrics);
  const fields = entries.map(
    ([metricName, { from, unit = null, words, absent, when, angle, reversed }]): VendorField => ({
      ...{ metric: metricName, from, unit, words, absent, when, angle, reversed },
    }),
  );
  const sentinels = entries.filter(([, { sentinels: codes }]) => codes.length > 0);
  const ranges = entries.flatMap(([metricName, { range: given }]) =>
    given === undefined ? [] : [[metricName, given] as const],
  );
  return {
    id,
    label: file.label,
    vendor: file.vendor,
    model: file.model,
    intervalS: file.interval,
    primaryMetric: file.primary_metric,
    sentinels: Object.fromEntries(sentinels.map(([metricName, { sentinels: codes }]) => [metricName, codes])),
    ranges: Object.fromEntries(ranges),
    ...(file.battery === undefined
      ? {}
      : {
          batteryScale: {
            full: file.battery.full_v,
            low: file.battery.low_v,
            critical: file.battery.critical_v,
          },
        }),
    uplink: {
      codec,
      fields,
      clock: file.clock === 'network' ? null : file.clock,
      history:
        file.history === undefined
          ? null
          : { list: file.history.list, field: file.history.time, unit: file.history.unit },
      withoutReadings: file.without_readings,
    },
  };
}
