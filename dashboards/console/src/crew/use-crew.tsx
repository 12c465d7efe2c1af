// The crew's desk for components.
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { CrewDesk, CrewState } from './crew-desk.ts';
import type { PendingWork } from './pending-work.ts';

const DeskContext = createContext<CrewDesk | null>(null);

export function DeskProvider({ desk, children }: { desk: CrewDesk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): CrewDesk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('useDesk is used inside DeskProvider');
  return desk;
}

export function useCrew(): CrewState {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, desk.read);
}

/** What waits under the name of whoever works with the page. */
export function useOwnOutbox(): readonly PendingWork[] {
  const { outbox, user } = useCrew();
  return outbox.filter(({ username }) => username === user?.username);
}
