// Coordinates of the datums in which Chinese maps are drawn, as WGS-84.
import packed from 'gcoord';

// The package is CommonJS with the types of an ES module: what they call `default` is the module itself.
const gcoord = packed as unknown as typeof packed.default;

export const datums = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];

const sources = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** Longitude and latitude in degrees. Outside China all three are the same. */
export function toWgs84(lon: number, lat: number, datum: Datum): readonly [lon: number, lat: number] {
  if (datum === 'wgs84') return [lon, lat];
  const [wgsLon, wgsLat] = gcoord.transform<[number, number]>([lon, lat], sources[datum], gcoord.WGS84);
  return [wgsLon, wgsLat];
}
