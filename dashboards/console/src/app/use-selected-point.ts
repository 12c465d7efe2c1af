// Which point is looked at closely. It stands in the address, so that a link opens the same.
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

const parameter = 'point';

export function useSelectedPoint(): readonly [string | null, (pointId: string | null) => void] {
  const [params, setParams] = useSearchParams();
  const select = useCallback(
    (pointId: string | null) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (pointId === null) after.delete(parameter);
        else after.set(parameter, pointId);
        return after;
      }),
    [setParams],
  );
  return [params.get(parameter), select];
}
