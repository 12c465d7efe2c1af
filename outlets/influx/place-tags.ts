// The tags of a device and of a place. What the registry does not say is `none`.
import { noTag } from '../../core/influx-schema.ts';
import type { Place } from '../../core/outlet.ts';
import type { Point } from '../../core/registry.ts';

export function placeTags(point: Point | null) {
  return {
    point: point?.id ?? noTag,
    point_name: point?.name ?? noTag,
    kind: point?.kind ?? noTag,
    unit: (point === null ? null : answeringUnit(point)) ?? noTag,
    basin: point?.basin ?? noTag,
    district: point?.subdistrictUnit ?? noTag,
  };
}

export function deviceTags(deviceId: string, { device, point }: Place) {
  return {
    device: deviceId,
    profile: device?.profile ?? noTag,
    gateway: device?.gateway ?? noTag,
    ...placeTags(point),
  };
}

/** In the order in which responsibility is looked for. */
function answeringUnit(point: Point): string | null {
  return point.maintainerUnit ?? point.ownerUnit ?? point.supervisorUnit ?? point.subdistrictUnit;
}
