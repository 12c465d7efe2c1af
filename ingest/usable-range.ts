// Which values of a metric a device's readings may have: those that a working sensor of its profile gives, and the
// codes by which it says that it measured nothing.
import { type Metric, metricByName } from '../core/metric.ts';
import type { DeviceProfile } from '../core/registry.ts';
import type { Rejection } from '../core/result.ts';
import { unknownMetric } from './payload.ts';

/** Why a value cannot be stored, or `null`. */
export function whyUnusable(
  profile: DeviceProfile | undefined,
  metric: string,
  value: number,
): Rejection | null {
  const range = rangeOf(profile, metric);
  if (range === undefined) return unknownMetric(metric);
  if (isSentinel(profile, metric, value) || (value >= range[0] && value <= range[1])) return null;
  const detail = {
    zh: `${metric} 为 ${value}；正常传感器在 ${range[0]} 到 ${range[1]} 之间`,
    en: `${metric} is ${value}; a working sensor gives ${range[0]} to ${range[1]}`,
  };
  return { reason: 'out_of_range', detail };
}

export function isSentinel(profile: DeviceProfile | undefined, metric: string, value: number): boolean {
  return profile?.sentinels[metric]?.includes(value) === true;
}

/** Of the profile, or else of the native metric; `undefined` where it is neither's. */
function rangeOf(profile: DeviceProfile | undefined, metric: string): Metric['range'] | undefined {
  const { ranges = {} } = profile ?? {};
  return Object.hasOwn(ranges, metric) ? ranges[metric] : metricByName.get(metric)?.range;
}
