// What a gauge showed in the quiet hours of one night, and what that says about its zero. Plain JSON of a bounded size.
import { qualityFlags } from '../../core/reading.ts';
import type { Sample } from '../../core/sample.ts';
import type { EpochMs } from '../../core/time.ts';
import type { QuietNight } from '../../core/zero-proposal.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { ZeroSettings } from './zero-settings.ts';

export interface NightRecord {
  readonly to: EpochMs;
  readonly firstAt: EpochMs;
  lastAt: EpochMs;
  depths_mm: number[];
  /** Whether something stood below the sensor, or it could not be trusted. */
  isSpoiled: boolean;
}

/** Accepted samples with one of these are no sight of a dry road. */
const spoiling = qualityFlags.box | qualityFlags.low_confidence | qualityFlags.faulty_sensor;

export function startNight(hours: QuietHours, sample: Sample): NightRecord {
  const { measuredAt: at, value, flags } = sample;
  const isSpoiled = (flags & spoiling) !== 0;
  return { to: hours.to, firstAt: at, lastAt: at, depths_mm: [value], isSpoiled };
}

/** Changes `night` in place; `sample` is later than all before it. */
export function noteInNight(night: NightRecord, sample: Sample, settings: ZeroSettings): void {
  if ((sample.flags & spoiling) !== 0) night.isSpoiled = true;
  if (sample.measuredAt - night.lastAt < settings.sampleEveryMs) return;
  night.lastAt = sample.measuredAt;
  night.depths_mm.push(sample.value);
}

/** `null` where the night says nothing: too few samples, too restless, or not to be trusted. */
export function quietNightOf(night: NightRecord, settings: ZeroSettings): QuietNight | null {
  const { depths_mm, isSpoiled, firstAt, lastAt, to: endedAt } = night;
  if (isSpoiled || depths_mm.length < settings.samplesMin) return null;
  if (lastAt - firstAt < settings.spanMinMs) return null;
  const sorted = depths_mm.toSorted((a, b) => a - b);
  const spread_mm = round(quantile(sorted, 0.9) - quantile(sorted, 0.1));
  if (spread_mm > settings.spreadMax_mm) return null;
  return { endedAt, median_mm: round(quantile(sorted, 0.5)), spread_mm, samples: sorted.length };
}

/** Of the medians of nights, whole mm; `null` where they differ too much to speak of one zero. */
export function agreedZero_mm(nights: readonly QuietNight[], settings: ZeroSettings): number | null {
  if (nights.length < settings.nights) return null;
  const medians = nights.map(({ median_mm }) => median_mm).sort((a, b) => a - b);
  const range_mm = (medians.at(-1) ?? 0) - (medians[0] ?? 0);
  return range_mm > settings.agreement_mm ? null : Math.round(quantile(medians, 0.5));
}

/** With linear interpolation; `sorted` is not empty. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + ((sorted[below + 1] ?? low) - low) * (place - below);
}

function round(value_mm: number): number {
  return Math.round(value_mm * 10) / 10;
}
