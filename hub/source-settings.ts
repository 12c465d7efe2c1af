// Other brokers that the hub reads from, as the settings name them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Source, startSource } from '../broker/sources/start-source.ts';
import { messageOf, SluiceError } from '../core/error.ts';
import type { Engine } from '../core/ports.ts';
import { idSchema } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { HubLog } from './hub-log.ts';

const text = z.string().min(1);

const sourceSchema = z.strictObject({
  name: idSchema,
  url: text,
  client_id: text.optional(),
  username: text.optional(),
  password: z.string().optional(),
  /** PEM files. */
  ca: text.optional(),
  cert: text.optional(),
  key: text.optional(),
  filters: z.array(text).min(1),
  qos: z.union([z.literal(0), z.literal(1)]).default(1),
  in_flight: z.number().int().min(1).max(60_000).default(1_000),
});

/** A list; in the environment its JSON. */
export const sourceSettings = z
  .preprocess((given) => (typeof given === 'string' ? jsonOf(given) : given), z.array(sourceSchema))
  .refine((sources) => new Set(sources.map(({ name }) => name)).size === sources.length, {
    message: 'names one source twice; each needs a name of its own',
  })
  .prefault([]);
export type SourceSettings = z.infer<typeof sourceSettings>;

export interface SourcesOptions {
  readonly sources: SourceSettings;
  /** What belongs to this hub alone and stays: names its sessions at other brokers. */
  readonly hubKey: Uint8Array;
  readonly engine: Pick<Engine, 'submit'>;
  readonly log: HubLog;
  readonly now: () => EpochMs;
}

/** Sources by name. Throws a `SluiceError` that names the setting; nothing is left open then. */
export function startSources(options: SourcesOptions): ReadonlyMap<string, Source> {
  const { sources, hubKey, engine, log, now } = options;
  const hubId = createHash('sha256').update(hubKey).digest('hex').slice(0, 8);
  const started = new Map<string, Source>();
  try {
    for (const [index, source] of sources.entries()) {
      const {
        name,
        url,
        client_id: clientId,
        username,
        password,
        filters,
        qos,
        in_flight: inFlight,
      } = source;
      const opened = startSource({
        ...{ name, url, filters, qos, inFlight, engine, now },
        clientId: clientId ?? `sluice-${hubId}-${name}`,
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password }),
        tls: tlsTexts(source, index),
        log: log.child({ part: 'sources' }),
        random: Math.random,
      });
      started.set(name, opened);
    }
    return started;
  } catch (thrown) {
    for (const source of started.values()) source.close().catch(() => {});
    throw thrown;
  }
}

function tlsTexts(
  source: SourceSettings[number],
  index: number,
): { ca?: string; cert?: string; key?: string } {
  const texts: Partial<Record<'ca' | 'cert' | 'key', string>> = {};
  for (const setting of ['ca', 'cert', 'key'] as const) {
    const file = source[setting];
    if (file === undefined) continue;
    try {
      texts[setting] = readFileSync(file, 'utf8');
    } catch (thrown) {
      throw new SluiceError(`sources.${index}.${setting}: ${messageOf(thrown)}`, {
        code: 'bad_setting',
        hint: 'name a PEM file that the hub can read',
      });
    }
  }
  return texts;
}

function jsonOf(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return given;
  }
}
