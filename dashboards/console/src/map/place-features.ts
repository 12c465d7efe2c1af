// The points of the town as GeoJSON for the map's layers. Flood and rain points are marks of their own, not dots.
import type { Severity } from '../../../../core/severity.ts';
import type { Place } from '../live/live-state.ts';
import { rankOf } from '../look/severity-rank.ts';

export interface PlaceFeature {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point'; readonly coordinates: [number, number] };
  readonly properties: { readonly id: string; readonly rank: number };
}

export interface PlaceCollection {
  readonly type: 'FeatureCollection';
  readonly features: PlaceFeature[];
}

/** Stands on the map with its value, over its dot. */
function hasMark(place: Place): boolean {
  return place.kind === 'flood' || place.kind === 'rain';
}

/** The dots that have an alarm, with its rank. */
export function alarmedFeatures(
  places: ReadonlyMap<string, Place>,
  worst: ReadonlyMap<string, Severity>,
): PlaceCollection {
  const alarmed = worst
    .keys()
    .map((id) => places.get(id))
    .filter((place) => place !== undefined && !hasMark(place));
  return collection(alarmed, (place) => rankOf(worst.get(place.id) ?? null));
}

export function selectedFeature(place: Place | undefined): PlaceCollection {
  return collection(place === undefined ? [] : [place], () => 0);
}

function collection(places: Iterable<Place | undefined>, rank: (place: Place) => number): PlaceCollection {
  const features: PlaceFeature[] = [];
  for (const place of places) {
    if (place === undefined) continue;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
      properties: { id: place.id, rank: rank(place) },
    });
  }
  return { type: 'FeatureCollection', features };
}

export type Bounds = [west: number, south: number, east: number, north: number];

/** `null` where there is no point. */
export function boundsOf(places: Iterable<Pick<Place, 'lon' | 'lat'>>): Bounds | null {
  let bounds: Bounds | null = null;
  for (const { lon, lat } of places) {
    if (bounds === null) bounds = [lon, lat, lon, lat];
    else {
      bounds = [
        Math.min(bounds[0], lon),
        Math.min(bounds[1], lat),
        Math.max(bounds[2], lon),
        Math.max(bounds[3], lat),
      ];
    }
  }
  return bounds;
}
