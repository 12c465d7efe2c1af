// The devices at a point.
import type { DeviceAnswer, ListAnswer } from './answers.ts';
import { useHubAnswer } from './queries.tsx';

const none: readonly DeviceAnswer[] = [];
/** More than stand anywhere. */
const most = 100;

/** None until they are known. */
export function useDevicesAt(pointId: string | null): readonly DeviceAnswer[] {
  const path = `/devices?limit=${most}&point_id=${encodeURIComponent(pointId ?? '')}`;
  const { data } = useHubAnswer<ListAnswer<DeviceAnswer>>(path, { enabled: pointId !== null });
  return data?.items ?? none;
}
