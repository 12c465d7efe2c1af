// Which point is looked at closely. It stands in the address, so that a link opens the same: as `?point=…`, or as
// `/points/…` in links from elsewhere.
import { useCallback, useSyncExternalStore } from 'react';

const parameter = 'point';
const changed = 'sluice:address';
const linkedPath = /^\/points\/([^/]+)\/?$/;

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(changed, listener);
  };
}

function read(): string | null {
  const linked = linkedPath.exec(location.pathname)?.[1];
  return new URLSearchParams(location.search).get(parameter) ?? (linked ? decodeURIComponent(linked) : null);
}

function write(pointId: string | null): void {
  const query = new URLSearchParams(location.search);
  if (pointId === null) query.delete(parameter);
  else query.set(parameter, pointId);
  const text = query.toString();
  const path = linkedPath.test(location.pathname) ? '/' : location.pathname;
  history.pushState(null, '', text === '' ? path : `${path}?${text}`);
  window.dispatchEvent(new Event(changed));
}

export function useSelectedPoint(): readonly [string | null, (pointId: string | null) => void] {
  const selected = useSyncExternalStore(subscribe, read);
  const select = useCallback((pointId: string | null) => {
    if (pointId !== read()) write(pointId);
  }, []);
  return [selected, select];
}
