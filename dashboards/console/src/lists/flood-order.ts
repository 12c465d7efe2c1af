// The flood points ranked by how deep the water stands.
import type { DeviceStatusName } from '../../../../core/effects.ts';
import type { Severity } from '../../../../core/severity.ts';
import type { EpochMs } from '../../../../core/time.ts';
import type { DeviceAnswer } from '../api-client/answers.ts';
import { type DepthChange, depthChange } from '../live/depth-trail.ts';
import { latestKey } from '../live/live-event.ts';
import type { LiveState, Place } from '../live/live-state.ts';

export interface FloodPoint {
  readonly place: Place;
  /** `null` where nothing was received. */
  readonly depth_mm: number | null;
  /** `null` where the depth is that of the list, whose time is not told. */
  readonly measuredAt: EpochMs | null;
  readonly change: DepthChange | null;
  /** Of the worst active alarm. */
  readonly severity: Severity | null;
  /** Of the gauge; `null` where there is none. */
  readonly status: DeviceStatusName | null;
}

export type FloodSources = Pick<LiveState, 'places' | 'devices' | 'latest' | 'trails'>;

/** Deepest first; those without a value last, by name. */
export function floodPoints(
  sources: FloodSources,
  worst: ReadonlyMap<string, Severity>,
): readonly FloodPoint[] {
  const gauges = gaugesByPoint(sources);
  const points: FloodPoint[] = [];
  for (const place of sources.places.values()) {
    if (place.kind !== 'flood') continue;
    points.push(floodPoint(place, gauges.get(place.id) ?? [], sources, worst.get(place.id) ?? null));
  }
  return points.sort(
    (a, b) => (b.depth_mm ?? -Infinity) - (a.depth_mm ?? -Infinity) || (a.place.name < b.place.name ? -1 : 1),
  );
}

function floodPoint(
  place: Place,
  gauges: readonly DeviceAnswer[],
  { latest, trails }: FloodSources,
  severity: Severity | null,
): FloodPoint {
  // A point with two gauges is as deep as the newest of them says.
  const readings = gauges
    .map((gauge) => latest.get(latestKey(gauge.id, 'depth_mm')))
    .filter((reading) => reading !== undefined)
    .sort((a, b) => (a.measured_at < b.measured_at ? 1 : -1));
  const newest = readings[0];
  const trail = newest === undefined ? undefined : trails.get(newest.device_id);
  return {
    place,
    depth_mm: newest?.value ?? place.depth_mm ?? null,
    measuredAt: newest === undefined ? null : Date.parse(newest.measured_at),
    change: trail === undefined ? null : depthChange(trail),
    severity,
    status: gauges[0]?.status ?? null,
  };
}

function gaugesByPoint({ places, devices }: FloodSources): ReadonlyMap<string, DeviceAnswer[]> {
  const gauges = new Map<string, DeviceAnswer[]>();
  for (const device of devices.values()) {
    if (device.point_id === null || places.get(device.point_id)?.kind !== 'flood') continue;
    const known = gauges.get(device.point_id);
    if (known === undefined) gauges.set(device.point_id, [device]);
    else known.push(device);
  }
  return gauges;
}
