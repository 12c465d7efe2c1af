// Metres between places.

const earthRadius_m = 6_371_000;

/** WGS-84 degrees. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
}

/** Metres between two places of one county; the Earth is taken as flat there. */
export function distance_m(a: Place, b: Place): number {
  const radians = Math.PI / 180;
  const east = (a.lon - b.lon) * radians * Math.cos(((a.lat + b.lat) / 2) * radians);
  const north = (a.lat - b.lat) * radians;
  return earthRadius_m * Math.hypot(east, north);
}
