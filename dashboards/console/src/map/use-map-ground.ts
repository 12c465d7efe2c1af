// What maps stand on, as the hub says; nothing but a colour where it cannot be asked.
import { type MapGround, plainGround } from '../../../../core/map-ground.ts';
import { useHubAnswer } from '../api-client/queries.tsx';

/** `null` until it is known. */
export function useMapGround(): MapGround | null {
  const { data, isError } = useHubAnswer<MapGround>('/map-ground');
  return data ?? (isError ? plainGround : null);
}
