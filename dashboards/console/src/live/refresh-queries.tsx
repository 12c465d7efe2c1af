// Asks anew what pages show when the live events say that alarms, cases or devices changed; at most once in a while,
// however many events come.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { secondMs } from '../../../../core/time.ts';
import type { LiveState } from './live-state.ts';
import { useLive } from './use-live.tsx';

const gatherMs = 2 * secondMs;
const watched = ['alarms', 'cases', 'devices'] as const satisfies readonly (keyof LiveState)[];

export function RefreshQueries() {
  const { store } = useLive();
  const client = useQueryClient();
  useEffect(() => {
    let before = store.read();
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = store.subscribe(() => {
      const state = store.read();
      for (const part of watched) if (state[part] !== before[part]) changed.add(part);
      before = state;
      if (changed.size === 0 || timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        for (const part of changed) void client.invalidateQueries({ queryKey: [part] });
        changed.clear();
      }, gatherMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, client]);
  return null;
}
