// What a city changes of the figures by which readings are judged: keys of `depth-settings.ts` and `zero-settings.ts`,
// times written as durations. The changes go into the journal when the hub starts, so that a replay judges as it did.
import { z } from 'zod';
import { parseDurationMs } from '../../core/time.ts';
import { defaultZeroSettings, type ZeroSettings } from '../zero/zero-settings.ts';
import { type DepthFilterSettings, defaultDepthFilter } from './depth-settings.ts';

/** What differs from the release, by the name of the figure. */
export interface QualityChanges {
  readonly depth: Readonly<Record<string, number>>;
  readonly zero: Readonly<Record<string, number>>;
}

export interface QualitySettings {
  readonly depth: DepthFilterSettings;
  readonly zero: ZeroSettings;
}

const number = z.number({ error: 'is no number' });

const duration = z.union([z.string(), z.number()]).transform((value, context) => {
  const ms = typeof value === 'string' ? parseDurationMs(value) : null;
  if (ms !== null && ms > 0) return ms;
  context.addIssue(`is ${JSON.stringify(value)}; write a duration such as 30m`);
  return z.NEVER;
});

/** `maxHoldMs` is written `max_hold: 30m`, `lowest_mm` as it is. */
function writtenName(name: string): string {
  return name.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function changesOf(defaults: object) {
  const names = Object.keys(defaults);
  const fields = names.map((name) => {
    const field: z.ZodType<number> = name.endsWith('Ms') ? duration : number;
    return [writtenName(name), field.optional()] as const;
  });
  return z
    .strictObject(Object.fromEntries(fields))
    .prefault({})
    .transform((written): Readonly<Record<string, number>> => {
      const given = names.flatMap((name) => {
        const value = written[writtenName(name)];
        return value === undefined ? [] : [[name, value] as const];
      });
      return Object.fromEntries(given);
    });
}

/** Section `quality` of the settings. */
export const qualityChangesSchema = z
  .strictObject({ depth: changesOf(defaultDepthFilter), zero: changesOf(defaultZeroSettings) })
  .prefault({});

/** The figures in force. */
export function qualityOf(changes: QualityChanges | undefined): QualitySettings {
  return {
    depth: { ...defaultDepthFilter, ...changes?.depth },
    zero: { ...defaultZeroSettings, ...changes?.zero },
  };
}
