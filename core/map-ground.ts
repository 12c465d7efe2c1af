// The ground under the town on maps: pictures of an online or local map, and the city's own drawing.

/** CGCS2000 and WGS-84 differ by centimetres, which no map on a screen shows. */
export const groundDatums = ['wgs84', 'gcj02'] as const;
export type GroundDatum = (typeof groundDatums)[number];

/** Nothing but a colour. */
export const plainGround: MapGround = { tiles: [], datum: 'wgs84', attribution: '', drawing: null };

export interface MapGround {
  /** Addresses of pictures with `{z}`, `{x}` and `{y}`, the lowest layer first. */
  readonly tiles: readonly string[];
  /** Of these pictures. */
  readonly datum: GroundDatum;
  /** Whose they are; shown on the map. */
  readonly attribution: string;
  /** GeoJSON in WGS-84, such as streets; `null` where there is none. */
  readonly drawing: string | null;
}
