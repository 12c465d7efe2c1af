// Cuts stretches of dry road out of recorded gauges: what their sensors show where there is nothing to see, and when.
// The same recordings give the same table, byte for byte.
import type { GaugeReport } from '../gauge-recording.ts';

/** Where each stretch begins and how many reports it has; no known flood is in it. */
export const noiseStretches = [
  { id: 'duly_pro_vervet', from: 16_000, count: 2_500 },
  { id: 'slowly_key_husky', from: 4_000, count: 2_500 },
  { id: 'bored_blue_fish', from: 4_000, count: 1_500 },
  { id: 'jolly_tender_squid', from: 9_000, count: 2_500 },
] as const;

/** A longer silence was an outage of the whole network, not the gauge's habit. */
const longestStep_s = 7_200;

/** Columns gauge, ground_mm, steps_s, distances_mm: ground is the median of the stretch, steps the time since the report before. */
export function gaugeNoiseCsv(recordings: ReadonlyMap<string, readonly GaugeReport[]>): string {
  const lines = noiseStretches.map(({ id, from, count }) => {
    const reports = recordings.get(id)?.filter(({ distance_mm }) => distance_mm !== undefined) ?? [];
    const stretch = reports.slice(from, from + count);
    const distances = stretch.map(({ distance_mm = 0 }) => distance_mm);
    const ground_mm = [...distances].sort((a, b) => a - b)[Math.floor(distances.length / 2)];
    const steps = stretch.map(({ ts }, n) => {
      const step_s = Math.round((ts - (reports[from + n - 1]?.ts ?? ts)) / 1_000);
      return Math.min(longestStep_s, Math.max(1, step_s));
    });
    return `${id},${ground_mm},${steps.join(' ')},${distances.join(' ')}\n`;
  });
  return `gauge,ground_mm,steps_s,distances_mm\n${lines.join('')}`;
}
