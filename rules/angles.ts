// Angles as covers report them: conventions differ by vendor (0 to 360, signed, flat at 0 or at 90), so only the
// turn between two positions is ever looked at.

/** Smallest angle between two directions, 0 to 180 degrees, whatever the vendor's convention of turns is. */
export function angleBetween_deg(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}

/** The tilts of a sensor's three axes against the horizontal plane, degrees. */
export type AxisTilts = readonly [x: number, y: number, z: number];

/** Angle between two gravity vectors, 0 to 180 degrees, each given by the tilts of the axes. */
export function vectorAngle_deg(a: AxisTilts, b: AxisTilts): number {
  const [u, v] = [gravity(a), gravity(b)];
  const dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
  const lengths = Math.hypot(...u) * Math.hypot(...v);
  // A sensor in free fall sees no gravity: nothing can be said of its position.
  if (lengths === 0) return 0;
  return (Math.acos(Math.min(1, Math.max(-1, dot / lengths))) * 180) / Math.PI;
}

function gravity(tilts: AxisTilts): [number, number, number] {
  const part = (tilt_deg: number) => Math.sin((tilt_deg * Math.PI) / 180);
  return [part(tilts[0]), part(tilts[1]), part(tilts[2])];
}
