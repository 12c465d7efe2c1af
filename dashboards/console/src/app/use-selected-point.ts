// Which point is looked at closely. It stands in the address, so that a link opens the same.
import { useCallback, useSyncExternalStore } from 'react';

const parameter = 'point';
const changed = 'sluice:address';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}

function read(): string | null {
  return new URLSearchParams(location.search).get(parameter);
}

function write(pointId: string | null): void {
  const query = new URLSearchParams(location.search);
  if (pointId === null) query.delete(parameter);
  else query.set(parameter, pointId);
  const text = query.toString();
  history.pushState(null, '', text === '' ? location.pathname : `${location.pathname}?${text}`);
  window.dispatchEvent(new Event(changed));
}

export function useSelectedPoint(): readonly [string | null, (pointId: string | null) => void] {
  const selected = useSyncExternalStore(subscribe, read);
  const select = useCallback((pointId: string | null) => {
    if (pointId !== read()) write(pointId);
  }, []);
  return [selected, select];
}
