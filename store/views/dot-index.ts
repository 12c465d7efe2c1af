// The points of the town as vector tiles (Mapbox Vector Tile 2.1): a map fetches the few squares that it shows,
// and far out a square has no more dots than can be told apart.
import MvtPoint from '@mapbox/point-geometry';
import { fromVectorTileJs } from '@maplibre/vt-pbf';
import packed from 'gcoord';
import KDBush from 'kdbush';
import type { GroundDatum } from '../../core/map-ground.ts';
import { deepestDotZoom } from '../../core/town.ts';

// The package is CommonJS with the types of an ES module: what they call `default` is the module itself.
const gcoord = packed as unknown as typeof packed.default;

/** Degrees of WGS-84. */
export interface Dot {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** Units along a side of a tile. */
const extent = 4_096;
/** So many dots in a tile cost a map nothing. */
const few = 4_000;
/** A map draws a tile 512 pixels wide, and a dot of the far town 4: of many, closer ones hide each other. */
const cell = extent / 128;

export class DotIndex {
  readonly #dots: readonly Dot[];
  /** Positions in Web Mercator, 0 to 1. */
  readonly #tree: KDBush;
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;

  constructor(dots: readonly Dot[], datum: GroundDatum) {
    this.#dots = dots;
    this.#xs = new Float64Array(dots.length);
    this.#ys = new Float64Array(dots.length);
    this.#tree = new KDBush(dots.length);
    for (const [i, { lon, lat }] of dots.entries()) {
      const [x, y] = mercator(...onDatum(datum, lon, lat));
      this.#xs[i] = x;
      this.#ys[i] = y;
      this.#tree.add(x, y);
    }
    this.#tree.finish();
  }

  tile(z: number, x: number, y: number): Uint8Array {
    const tiles = 2 ** z;
    const found = this.#tree.range(x / tiles, y / tiles, (x + 1) / tiles, (y + 1) / tiles);
    const isThinned = z < deepestDotZoom && found.length > few;
    const taken = new Set<number>();
    const features: Feature[] = [];
    // In one order, so that the same dots stand for the others each time.
    for (const i of found.sort((a, b) => a - b)) {
      const left = Math.floor(((this.#xs[i] ?? 0) * tiles - x) * extent);
      const top = Math.floor(((this.#ys[i] ?? 0) * tiles - y) * extent);
      const place = Math.floor(left / cell) * extent + Math.floor(top / cell);
      if (isThinned && taken.has(place)) continue;
      taken.add(place);
      features.push(feature(this.#dots[i]?.id ?? '', left, top));
    }
    const layer = { version: 2, name: 'dots', extent, length: features.length };
    return fromVectorTileJs({
      layers: { dots: { ...layer, feature: (i: number) => features[i] as Feature } },
    });
  }
}

type Feature = ReturnType<typeof feature>;

function feature(id: string, left: number, top: number) {
  return {
    type: 1 as const,
    ...{ id: undefined, extent, properties: { id } },
    loadGeometry: () => [[new MvtPoint(left, top)]],
  };
}

function onDatum(datum: GroundDatum, lon: number, lat: number): [number, number] {
  return datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
}

function mercator(lon: number, lat: number): [x: number, y: number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI;
  return [lon / 360 + 0.5, Math.min(1, Math.max(0, y))];
}
