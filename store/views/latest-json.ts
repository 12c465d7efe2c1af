// The newest value of a metric as points and devices show it.
import { unitOf } from '../../core/metric.ts';
import type { Json } from '../../core/ports.ts';
import { flagNames } from '../../core/reading.ts';
import { type EpochMs, formatInstant } from '../../core/time.ts';

export interface LatestRow {
  readonly device_id: string;
  readonly metric: string;
  readonly at: EpochMs;
  readonly value: number;
  readonly flags: number;
}

export function latestJson({ device_id, metric, at, value, flags }: LatestRow): Json {
  return {
    device_id,
    metric,
    unit: unitOf(metric),
    value,
    measured_at: formatInstant(at),
    flags: flagNames(flags),
  };
}
