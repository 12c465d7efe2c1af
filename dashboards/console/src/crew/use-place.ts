// Where the phone is, asked for only when a person wants to know.
import { useState } from 'react';
import type { Place } from '../../../../core/distance.ts';

export type Located =
  | { readonly state: 'not_asked' }
  | { readonly state: 'locating' }
  | { readonly state: 'failed' }
  | { readonly state: 'found'; readonly place: Place };

const patienceMs = 20_000;
/** A crew on foot is still about where it was. */
const oldestMs = 30_000;

/** The last place that was found, for all screens. */
let lastFound: Located = { state: 'not_asked' };

/** @returns where the phone is, and `locate`, which asks (and the browser asks the person) and resolves to it. */
export function usePlace(): readonly [Located, locate: () => Promise<Place | null>] {
  const [located, setLocated] = useState(lastFound);
  const locate = () =>
    new Promise<Place | null>((resolve) => {
      setLocated({ state: 'locating' });
      const failed = () => {
        setLocated({ state: 'failed' });
        resolve(null);
      };
      if (navigator.geolocation === undefined) return failed();
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const place = { lon: coords.longitude, lat: coords.latitude };
          lastFound = { state: 'found', place };
          setLocated(lastFound);
          resolve(place);
        },
        failed,
        { enableHighAccuracy: true, timeout: patienceMs, maximumAge: oldestMs },
      );
    });
  return [located, locate];
}
