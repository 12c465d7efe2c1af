// Places on a ground of another datum: moved to where that ground shows them, and back.
import gcoord from 'gcoord';
import type { GroundDatum } from '../../../../core/map-ground.ts';
import type { PlaceCollection } from './place-features.ts';

export type LonLat = [lon: number, lat: number];

/** Where a ground shows a place. */
export function onGround(datum: GroundDatum, lon: number, lat: number): LonLat {
  return datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord.WGS84, gcoord.GCJ02);
}

/** The place that a person points at. */
export function fromGround(datum: GroundDatum, lon: number, lat: number): LonLat {
  return datum === 'wgs84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord.GCJ02, gcoord.WGS84);
}

export function collectionOnGround(datum: GroundDatum, places: PlaceCollection): PlaceCollection {
  if (datum === 'wgs84') return places;
  const features = places.features.map((feature) => {
    const [lon, lat] = feature.geometry.coordinates;
    return { ...feature, geometry: { ...feature.geometry, coordinates: onGround(datum, lon, lat) } };
  });
  return { ...places, features };
}
