// An uplink of a known device as reports in native metrics.
import { metricByName } from '../core/metric.ts';
import type { DeviceProfile } from '../core/registry.ts';
import type { Rejection } from '../core/result.ts';
import type { Report, Uplink } from './decoded.ts';

export interface UplinkReading {
  /** The first is that of the frame itself. */
  readonly reports: readonly Report[];
  readonly rejections: readonly Rejection[];
}

/** Fields that the network server decoded are taken where they are named as native metrics. */
export function readUplink(uplink: Uplink, profile: DeviceProfile | undefined): UplinkReading {
  const { at: ts, fields, values: known } = uplink;
  if (fields === null && uplink.bytes.length > 0) {
    const detail = `profile ${profile?.id ?? ''} has no codec, and the network server decoded nothing`;
    return { reports: [], rejections: [{ reason: 'no_codec', detail }] };
  }
  const values = Object.entries(fields ?? {}).flatMap(([name, value]): [string, number][] =>
    metricByName.has(name) && typeof value === 'number' ? [[name, value]] : [],
  );
  return { reports: [{ ts, seq: null, values: [...values, ...known] }], rejections: [] };
}
