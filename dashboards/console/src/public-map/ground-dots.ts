// The ground of the map as the hub draws it for all: dots that trace the streets. A drawing of the city's own with
// lines and faces is for other maps.
import type { PlaceCollection } from '../map/place-features.ts';

interface Drawing {
  readonly features: readonly {
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
  }[];
}

/** None where it cannot be had: the map is of use without. */
export async function groundDots(): Promise<PlaceCollection> {
  try {
    const response = await fetch('/map/base.geojson');
    const drawing = (await response.json()) as Drawing;
    const dots = drawing.features
      .filter(({ geometry }) => geometry.type === 'MultiPoint')
      .flatMap(({ geometry }) => geometry.coordinates as [number, number][]);
    return {
      type: 'FeatureCollection',
      features: dots.map((coordinates) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates },
        properties: { id: '', rank: 0 },
      })),
    };
  } catch {
    return { type: 'FeatureCollection', features: [] };
  }
}
