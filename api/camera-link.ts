// Where the camera nearest to a point is looked at: the city's own video platform knows that, the hub knows its address.
import type { Json } from '../core/ports.ts';

interface Place {
  readonly id: string;
  /** WGS-84 degrees. */
  readonly lon: number;
  readonly lat: number;
}

/**
 * Fills in `{point_id}`, `{lon}` and `{lat}`; `null` where no template is given.
 *
 * @param point as `Views.point` gives it.
 */
export function cameraLink(template: string | undefined, point: Json): string | null {
  if (template === undefined) return null;
  const { id, lon, lat } = point as unknown as Place;
  const values = { point_id: id, lon: String(lon), lat: String(lat) };
  return template.replace(/\{(point_id|lon|lat)\}/g, (_, name: keyof typeof values) =>
    encodeURIComponent(values[name]),
  );
}
