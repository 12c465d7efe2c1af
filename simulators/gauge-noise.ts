// What recorded gauges showed over a dry road, for simulated ones to show on top of their water.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export interface GaugeNoise {
  readonly gauge: string;
  /** Distance to the dry road, mm. */
  readonly ground_mm: number;
  /** Seconds since the report before: lost messages and gaps are in it. */
  readonly steps_s: readonly number[];
  /** As sent: codes for "no echo" and ghosts are in it. */
  readonly distances_mm: readonly number[];
}

let loaded: readonly GaugeNoise[] | undefined;

/** All stretches of `data/gauge-noise.csv`. Read once. */
export function gaugeNoises(): readonly GaugeNoise[] {
  loaded ??= readNoises();
  return loaded;
}

function readNoises(): readonly GaugeNoise[] {
  const text = readFileSync(join(import.meta.dirname, 'data/gauge-noise.csv'), 'utf8');
  const numbers = (field: string | undefined) => (field ?? '').split(' ').map(Number);
  return (parse(text, { columns: true }) as Record<string, string>[]).map((row) => ({
    gauge: row.gauge ?? '',
    ground_mm: Number(row.ground_mm),
    steps_s: numbers(row.steps_s),
    distances_mm: numbers(row.distances_mm),
  }));
}
