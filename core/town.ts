// The town as a whole, for whoever starts to look at it: how much there is and where, without any of it.
import type { GroundDatum } from './map-ground.ts';

/** Degrees of WGS-84, in the order of RFC 7946. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export interface Town {
  /** Another one once the registry has changed. */
  readonly version: string;
  readonly points: number;
  /** `null` where there is no point. */
  readonly bounds: Bounds | null;
  readonly basins: readonly string[];
  /** That devices speak through. */
  readonly gateways: readonly string[];
  /** Another one once a dot of the map has moved, come or gone. */
  readonly dotsVersion: string;
}

/** A square of the map, as all online maps are cut (Web Mercator, 0/0/0 is the world). */
export interface DotTileRequest {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Of the pictures that the dots stand on. */
  readonly datum: GroundDatum;
}

export interface DotTile {
  /** `Town.dotsVersion` at that moment. */
  readonly version: string;
  /** A Mapbox Vector Tile with the layer `dots`. */
  readonly bytes: Uint8Array;
}

/** Deeper than this all dots are there and tiles need not be cut again. */
export const deepestDotZoom = 14;
