// The section `outlets` of sluice.yaml: who is told what, and how.
import { z } from 'zod';
import type { OutboxKind } from '../../core/effects.ts';
import { idSchema } from '../../core/registry.ts';
import { severities } from '../../core/severity.ts';
import { dayMs, minuteMs, parseDurationMs } from '../../core/time.ts';
import { webhookFormats } from '../../outlets/webhook/robots.ts';

/** A duration such as `30d`, as ms. */
export function durationMs(example: string) {
  return z.string().transform((text, context) => {
    const ms = parseDurationMs(text);
    if (ms !== null && ms > 0) return ms;
    context.addIssue(`is ${JSON.stringify(text)}; write a duration such as ${example}`);
    return z.NEVER;
  });
}

const webUrl = z.url({
  protocol: /^https?$/,
  error: 'write an address that begins with https:// or http://',
});
const toldKinds = ['alarm', 'case', 'device', 'notice'] as const satisfies readonly OutboxKind[];

/** What is told, in which words. */
const choiceFields = {
  kinds: z.array(z.enum(toldKinds)).min(1).default(['alarm', 'case']),
  min_severity: z.enum(severities).default('blue'),
  language: z.enum(['zh', 'en']).default('zh'),
};

const webhookSchema = z.strictObject({
  name: idSchema,
  url: webUrl,
  /** Guessed from the address where nothing is said. */
  format: z.enum(webhookFormats).optional(),
  secret: z.string().min(1).optional(),
  /** Deliveries a minute; what the robot takes where nothing is said. */
  per_minute: z.number().int().positive().optional(),
  ...choiceFields,
});

const mailSchema = z.strictObject({
  host: z.string().min(1),
  port: z.number().int().min(1).max(65_535).default(587),
  /** TLS from the first byte, as on port 465; else STARTTLS where the server offers it. */
  secure: z.boolean().default(false),
  username: z.string().min(1).optional(),
  /** Better in the environment: `SLUICE_SMTP_PASSWORD`. */
  password: z.string().min(1).optional(),
  from: z.string().min(3),
  /** Who gets what `kinds` says; units get their notices at their own addresses in any case. */
  to: z.array(z.email()).default([]),
  per_minute: z.number().int().positive().default(30),
  ...choiceFields,
});

/** A time of day such as `22:00`, as minutes since midnight. */
const timeOfDay = z
  .string()
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'write a time of day in quotation marks, such as "22:00"')
  .transform((text) => {
    const [hours, minutes] = text.split(':');
    return Number(hours) * 60 + Number(minutes);
  });

const zoneSchema = z
  .strictObject({
    name: idSchema,
    points: z.array(idSchema).default([]),
    basins: z.array(z.string().min(1)).default([]),
    /** `{point}` stands for the point's name. */
    text: z.string().min(1).default('注意，{point}积水，请车辆行人绕行。'),
  })
  .refine(({ points, basins }) => points.length + basins.length > 0, 'name its points or basins');

const publicAddressSchema = z.strictObject({
  /** Gets a signed POST for what is to be said. */
  url: webUrl.optional(),
  secret: z.string().min(1).optional(),
  /** Decides and keeps everything, and says nothing: how to begin. */
  dry_run: z.boolean().default(true),
  min_severity: z.enum(severities).default('orange'),
  rules: z.array(z.string().min(1)).default(['flood-depth', 'flood-rise']),
  /** Those that need no operator's word. */
  automatic_rules: z.array(z.string().min(1)).default([]),
  cooldown: durationMs('20m').default(20 * minuteMs),
  /** An alarm older than this is not said any more; an operator confirms within it. */
  within: durationMs('15m').default(15 * minuteMs),
  repeat: z.number().int().min(1).max(10).default(3),
  /** `off` speaks at night too. */
  quiet_hours: z
    .union([
      z.literal('off').transform(() => null),
      z.literal(false).transform(() => null),
      z.strictObject({
        from: timeOfDay,
        to: timeOfDay,
        /** What is as bad as this is said all the same. */
        except: z.enum(severities).default('red'),
      }),
    ])
    .default({ from: 22 * 60, to: 6 * 60, except: 'red' }),
  zones: z.array(zoneSchema).min(1),
});

export const outletsSchema = z.strictObject({
  /** How long what an outlet has not taken is kept for it. */
  keep_pending: durationMs('30d').default(30 * dayMs),
  webhooks: z
    .array(webhookSchema)
    .default([])
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'two have the same name'),
  mail: mailSchema.optional(),
  public_address: publicAddressSchema.optional(),
  /** Language of what units are told. */
  unit_language: z.enum(['zh', 'en']).default('zh'),
});
