// Asks anew what pages show when the live events say that alarms, cases or devices changed; at most once in a while,
// however many events come.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { secondMs } from '../../../../core/time.ts';
import type { LiveState } from './live-state.ts';
import { useLive } from './use-live.tsx';

const gatherMs = 2 * secondMs;
/** Parts of the state, and what is asked about them. */
const watched = { alarms: 'alarms', cases: 'cases', deviceChanges: 'devices' } as const satisfies Partial<
  Record<keyof LiveState, string>
>;
const parts = Object.keys(watched) as (keyof typeof watched)[];

export function RefreshQueries() {
  const { store } = useLive();
  const client = useQueryClient();
  useEffect(() => {
    let before = store.read();
    const changed = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = store.subscribe(() => {
      const state = store.read();
      for (const part of parts) if (state[part] !== before[part]) changed.add(watched[part]);
      before = state;
      if (changed.size === 0 || timer !== null) return;
      timer = setTimeout(() => {
        timer = null;
        for (const subject of changed) void client.invalidateQueries({ queryKey: [subject] });
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
