// The live state for components: each reads the part that it shows, and is drawn anew when that part changed.
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Connection, Loading } from './connection.ts';
import { LiveFeed } from './live-feed.ts';
import type { LiveState } from './live-state.ts';
import { LiveStore } from './live-store.ts';
import { PlaceDesk } from './place-desk.ts';

interface Live {
  readonly store: LiveStore;
  readonly places: PlaceDesk;
  readonly connection: Connection;
  readonly loading: Loading;
  reload(): void;
}

const LiveContext = createContext<Live | null>(null);

interface LiveProviderProps {
  readonly children: ReactNode;
  onSignedOut(): void;
}

/** @param props `onSignedOut` keeps its identity between renders; another one starts anew. */
export function LiveProvider({ children, onSignedOut }: LiveProviderProps) {
  const [store] = useState(() => new LiveStore());
  const [places] = useState(() => new PlaceDesk(store));
  const [feed, setFeed] = useState<LiveFeed | null>(null);
  const [connection, onConnection] = useState<Connection>({ state: 'connecting' });
  const [loading, onLoading] = useState<Loading>({ state: 'loading' });
  useEffect(() => {
    const started = new LiveFeed({ store, places, onConnection, onLoading, onSignedOut });
    setFeed(started);
    started.start();
    return () => started.stop();
  }, [store, places, onSignedOut]);
  const live = useMemo<Live>(
    () => ({ store, places, connection, loading, reload: () => feed?.reload() }),
    [store, places, connection, loading, feed],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error('useLive is used inside LiveProvider');
  return live;
}

/** @param select gives a part of the state as it is, so that an unchanged part is recognised. */
export function useLiveState<Part>(select: (state: LiveState) => Part): Part {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}
