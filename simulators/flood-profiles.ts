// The recorded street floods that simulated ones are shaped after: depth in mm against seconds since the start.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface FloodProfile {
  readonly id: string;
  readonly peak_mm: number;
  /** Rising, from 0. */
  readonly seconds: readonly number[];
  readonly depths_mm: readonly number[];
}

let loaded: readonly FloodProfile[] | undefined;

/** All profiles of `data/flood-profiles.csv`, lowest peaks first. Read once. */
export function floodProfiles(): readonly FloodProfile[] {
  loaded ??= readProfiles();
  return loaded;
}

function readProfiles(): FloodProfile[] {
  const text = readFileSync(join(import.meta.dirname, 'data/flood-profiles.csv'), 'utf8');
  const numbers = (field: string | undefined) => (field ?? '').split(' ').map(Number);
  return (parse(text, { columns: true }) as Record<string, string>[]).map((row) => ({
    id: row.profile_id ?? '',
    peak_mm: Number(row.peak_mm),
    seconds: numbers(row.seconds),
    depths_mm: numbers(row.depths_mm),
  }));
}
