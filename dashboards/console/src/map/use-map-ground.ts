// What maps stand on, as the hub says; nothing but a colour where it cannot be asked.
import type { MapGround } from '../../../../core/map-ground.ts';
import { useHubAnswer } from '../api-client/queries.tsx';

const plain: MapGround = { tiles: [], datum: 'wgs84', attribution: '', drawing: null };

/** `null` until it is known. */
export function useMapGround(): MapGround | null {
  const { data, isError } = useHubAnswer<MapGround>('/map-ground');
  return data ?? (isError ? plain : null);
}
