// What points are called and where they are, for whoever shows some of them.
import { useEffect } from 'react';
import type { Place } from './live-state.ts';
import { useLive, useLiveState } from './use-live.tsx';

/** All that are known up to now; those with these ids are among them soon, unless they are gone. */
export function usePlaces(ids: Iterable<string | null | undefined>): ReadonlyMap<string, Place> {
  const { places: desk } = useLive();
  useEffect(() => desk.want(ids));
  return useLiveState((state) => state.places);
}

/** `undefined` until it is known, or where there is no such point. */
export function usePlace(id: string | null | undefined): Place | undefined {
  const { places: desk } = useLive();
  useEffect(() => desk.want([id]));
  return useLiveState((state) => state.places.get(id ?? ''));
}
