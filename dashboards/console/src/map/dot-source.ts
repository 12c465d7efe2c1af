// The quiet points of the town under everything else that is drawn: as tiles, so that a map fetches the squares that it
// shows and a browser keeps them, however many points there are.
import type { Map as MapLibre, VectorTileSource } from 'maplibre-gl';
import type { GroundDatum, MapGround } from '../../../../core/map-ground.ts';
import { deepestDotZoom } from '../../../../core/town.ts';
import type { Shade } from '../look/severity-look.ts';
import { dotLayer, layers, sources } from './map-style.ts';

/** Where the dots of a version are; with their version, for they never change. */
export function dotTiles(version: string, datum: GroundDatum): string {
  const query = new URLSearchParams({ datum, version });
  return `${location.origin}/api/v1/town/tiles/{z}/{x}/{y}?${query}`;
}

/** Puts the dots into a style that is loaded, or others in their place. */
export function putDots(map: MapLibre, version: string, shade: Shade, ground: MapGround): void {
  const tiles = [dotTiles(version, ground.datum)];
  const known = map.getSource<VectorTileSource>(sources.dots);
  if (known === undefined) {
    map.addSource(sources.dots, { type: 'vector', tiles, minzoom: 0, maxzoom: deepestDotZoom });
    map.addLayer(dotLayer(shade, ground), layers.alarmed);
  } else if (known.tiles?.[0] !== tiles[0]) known.setTiles(tiles);
}
