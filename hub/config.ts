// The hub's settings: sluice.yaml below, the environment above it. What is unknown or wrong is refused by name,
// with the mend.
import { existsSync, readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { messageOf, SluiceError } from '../core/error.ts';
import { parseDurationMs } from '../core/time.ts';
import { qualityChangesSchema } from '../ingest/quality/quality-settings.ts';
import { httpSettings } from './http-settings.ts';
import { mapSettings } from './map-settings.ts';
import { mqttSettings } from './mqtt-settings.ts';
import { onOff } from './on-off.ts';
import { outletsSchema } from './outlets/outlet-settings.ts';
import { publicSettings } from './public-face-settings.ts';
import { sourceSettings } from './source-settings.ts';

const text = z.string().min(1);
const optionalText = text.optional();

const plain = z.union([z.string(), z.number(), z.boolean()]);

function readPort(value: z.infer<typeof plain>, context: z.RefinementCtx, orElse = ''): number {
  const port = typeof value === 'boolean' || value === '' ? Number.NaN : Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  context.addIssue(`is ${JSON.stringify(value)}; write a port up to 65535, or 0 for any free one${orElse}`);
  return z.NEVER;
}

const portSetting = plain.transform((value, context) => readPort(value, context));

/** `off` is `null`. */
const portOrOff = plain.transform((value, context) =>
  value === 'off' || value === false ? null : readPort(value, context, ', or off'),
);

function duration(example: string) {
  return z.union([z.literal('off'), z.literal(false), z.string()]).transform((value, context) => {
    if (value === 'off' || value === false) return null;
    const ms = parseDurationMs(value);
    if (ms !== null && ms > 0) return ms;
    context.addIssue(`is ${JSON.stringify(value)}; write a duration such as ${example}, or off`);
    return z.NEVER;
  });
}

const timezone = z.string().refine(isTimezone, 'is no time zone; write an IANA name such as Asia/Shanghai');

/** Without a slash at its end. */
const webAddress = z
  .url({ protocol: /^https?$/, error: 'is no address; write https://hub.example' })
  .transform((url) => url.replace(/\/+$/, ''));

/** A web address with the point's id or place in it. */
const cameraTemplate = z.string().refine((template) => {
  const filled = template.replace(/\{(point_id|lon|lat)\}/g, '1');
  return (
    filled !== template && !/[{}]/.test(filled) && z.url({ protocol: /^https?$/ }).safeParse(filled).success
  );
}, 'is no address for a camera; write https://video.example/?point={point_id}, with {point_id} or {lon} and {lat} in it');

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Keys are those of sluice.yaml; the environment has them in capitals after `SLUICE_`. */
const settingsSchema = z.strictObject({
  data_dir: text.default('./data'),
  host: text.default('0.0.0.0'),
  mqtt_port: portOrOff.prefault(1883),
  mqtts_port: portOrOff.prefault('off'),
  mqtt: mqttSettings,
  sources: sourceSettings,
  tls_cert: optionalText,
  tls_key: optionalText,
  tls_client_ca: optionalText,
  http: httpSettings,
  http_port: portSetting.prefault(8080),
  admin_password: optionalText,
  public_url: webAddress.optional(),
  camera_url: cameraTemplate.optional(),
  ...mapSettings,
  public: publicSettings,
  timezone: timezone.default('Asia/Shanghai'),
  quality: qualityChangesSchema,
  influx_url: optionalText,
  influx_token: optionalText,
  influx_org: optionalText,
  influx_bucket: optionalText,
  influx_database: optionalText,
  influx_username: optionalText,
  influx_password: optionalText,
  smtp_password: optionalText,
  influx_retention: duration('730d').prefault('730d'),
  outlets: outletsSchema.prefault({}),
  flows: onOff.prefault('on'),
  /** Heap of the process of the flows, MiB. */
  flows_memory_mb: z.coerce.number().int().min(64).max(65_536).default(512),
  max_age: duration('7d').prefault('7d'),
  retention: duration('90d').prefault('90d'),
  device_rate: plain
    .transform((value, context) => {
      if (value === 'off' || value === false) return null;
      const rate = Number(value);
      if (value !== true && rate > 0) return rate;
      context.addIssue(`is ${JSON.stringify(value)}; write messages a second such as 200, or off`);
      return z.NEVER;
    })
    .prefault(200),
  /** A watcher outside that raises the alarm when the calls stop. */
  health_ping_url: z
    .url({ protocol: /^https?$/, error: 'is no address; write https://watcher.example/ping/…' })
    .optional(),
  health_ping_interval: duration('1m').prefault('1m'),
  log_level: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('info'),
});

export type Settings = z.infer<typeof settingsSchema>;

const prefix = 'SLUICE_';
const defaultFile = 'sluice.yaml';

/** `hint` of every mistake in the settings. */
const hint = 'the settings are listed in the README under "Settings"';

/** What is not written elsewhere, such as the demo's own defaults. */
export type SettingDefaults = Readonly<Record<string, unknown>>;

/** Throws a `SluiceError` with code `bad_setting` that names the first mistakes. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  defaults: SettingDefaults = {},
): Settings {
  const file = env[`${prefix}CONFIG`] ?? defaultFile;
  const fromFile = readFile(file, env[`${prefix}CONFIG`] !== undefined);
  const fromEnv = readEnvironment(env);
  const parsed = settingsSchema.safeParse(merged(defaults, fromFile.values, fromEnv.values));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.flatMap((issue) => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    const reason = issue.code === 'unrecognized_keys' ? 'there is no such setting' : issue.message;
    return keys.map((key) => {
      const path = [...issue.path, ...(key === null ? [] : [key])].map(String);
      const variable =
        fromEnv.variables.get(path.slice(0, 2).join('.')) ?? fromEnv.variables.get(path[0] ?? '');
      const place = path.join('.');
      return `${variable ?? `${file}:${fromFile.lineOf(path)} ${place}`}: ${reason}`;
    });
  });
  throw new SluiceError(mistakes.join('; '), { code: 'bad_setting', hint });
}

/** Settings that have a section of their own: `SLUICE_MQTT_CONNECTIONS` is `connections` of `mqtt`. */
const sections = ['mqtt', 'http', 'public'] as const;
const notOfSection: ReadonlySet<string> = new Set(['mqtt_port', 'http_port', 'public_url']);

interface EnvironmentSettings {
  readonly values: Readonly<Record<string, unknown>>;
  /** The variable of each key, `mqtt.connections` for one of a section. */
  readonly variables: ReadonlyMap<string, string>;
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentSettings {
  const values: Record<string, unknown> = {};
  const variables = new Map<string, string>();
  for (const [variable, value] of Object.entries(env)) {
    if (!variable.startsWith(prefix) || variable === `${prefix}CONFIG` || value === undefined || value === '')
      continue;
    const key = variable.slice(prefix.length).toLowerCase();
    const section = notOfSection.has(key) ? undefined : sections.find((name) => key.startsWith(`${name}_`));
    if (section === undefined) {
      values[key] = value;
      variables.set(key, variable);
      continue;
    }
    const name = key.slice(section.length + 1);
    values[section] = { ...(values[section] as object | undefined), [name]: value };
    variables.set(`${section}.${name}`, variable);
  }
  return { values, variables };
}

/** Later ones win, in sections key by key. */
function merged(...layers: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      const isSection = sections.some((name) => name === key) && isObject(value) && isObject(all[key]);
      all[key] = isSection ? { ...(all[key] as object), ...value } : value;
    }
  }
  return all;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface SettingsFile {
  readonly values: Readonly<Record<string, unknown>>;
  /** Of a key or the nearest one above it that is there; from 1. */
  lineOf(path: readonly string[]): number;
}

function readFile(file: string, isNamed: boolean): SettingsFile {
  if (!existsSync(file)) {
    if (!isNamed) return { values: {}, lineOf: () => 1 };
    throw new SluiceError(`SLUICE_CONFIG: there is no file ${file}`, {
      code: 'bad_setting',
      hint: 'create it, or unset SLUICE_CONFIG',
    });
  }
  const lines = new LineCounter();
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new SluiceError(`${file} cannot be read: ${messageOf(thrown)}`, { code: 'bad_setting', hint });
  }
  const document = parseDocument(source, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    throw new SluiceError(`${file}:${line}: ${error.message.split('\n')[0]}`, { code: 'bad_setting', hint });
  }
  const values: unknown = document.toJS() ?? {};
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new SluiceError(`${file}:1: write settings as "key: value" lines`, { code: 'bad_setting', hint });
  }
  return {
    values: values as Record<string, unknown>,
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
        if (node?.range !== undefined) return lines.linePos(node.range[0] ?? 0).line;
      }
      return 1;
    },
  };
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
