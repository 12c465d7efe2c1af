// Which metric of a point is worth a chart.

import type { NativeMetricName } from '../../../../core/metric.ts';
import type { PointKind } from '../../../../core/registry.ts';
import type { DeviceAnswer, LatestAnswer, PointAnswer } from '../api-client/answers.ts';

const metricByKind = {
  flood: 'depth_mm',
  cover: 'tilt_deg',
  rain: 'rain_mm',
  well: 'well_level_mm',
  other: null,
} as const satisfies Record<PointKind, NativeMetricName | null>;

/** The newest value of what a point is there for, or of anything; `undefined` where nothing came yet. */
export function mainReading({
  kind,
  latest,
}: Pick<PointAnswer, 'kind' | 'latest'>): LatestAnswer | undefined {
  return latest.find(({ metric }) => metric === metricByKind[kind]) ?? latest[0];
}

export interface ChartSubject {
  readonly deviceId: string;
  readonly metric: string;
}

/** `null` where the point has no device, or measures nothing that is known. */
export function chartSubject(point: PointAnswer, devices: readonly DeviceAnswer[]): ChartSubject | null {
  const wanted = metricByKind[point.kind];
  const measured = mainReading(point);
  if (measured !== undefined) return { deviceId: measured.device_id, metric: measured.metric };
  const device = devices[0];
  return device === undefined || wanted === null ? null : { deviceId: device.id, metric: wanted };
}
