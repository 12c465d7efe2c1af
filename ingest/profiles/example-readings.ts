// What the hub would store of an uplink, were its device registered with a profile: for examples and proposals.
import { unitOf } from '../../core/metric.ts';
import type { DeviceProfile } from '../../core/registry.ts';
import type { Rejection } from '../../core/result.ts';
import type { EpochMs } from '../../core/time.ts';
import type { CodecGuard } from '../codec-guard.ts';
import type { Uplink } from '../decoded.ts';
import { readUplink } from '../uplink-reports.ts';
import { whyUnusable } from '../usable-range.ts';

export interface ExampleReading {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** `null` where the device tells none of its own. */
  readonly measuredAt: EpochMs | null;
}

export function readingsOf(
  uplink: Uplink,
  profile: DeviceProfile,
  codecs: CodecGuard,
  receivedAt: EpochMs,
): { readonly readings: readonly ExampleReading[]; readonly rejections: readonly Rejection[] } {
  const { reports, rejections } = readUplink(uplink, profile, codecs, receivedAt);
  const outside: Rejection[] = [];
  const readings = reports.flatMap(({ ts, values }) =>
    values.flatMap(([metric, value]): ExampleReading[] => {
      const why = whyUnusable(profile, metric, value);
      if (why !== null) outside.push(why);
      return why === null ? [{ metric, value, unit: unitOf(metric), measuredAt: ts }] : [];
    }),
  );
  return { readings, rejections: [...rejections, ...outside] };
}
