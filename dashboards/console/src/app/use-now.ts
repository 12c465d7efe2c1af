// The hub's time, anew at an even pace, for ages and clocks.
import { useEffect, useState } from 'react';
import type { EpochMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';

export function useNow(everyMs: number): EpochMs {
  const [now, setNow] = useState(() => hubNow());
  useEffect(() => {
    const timer = setInterval(() => setNow(hubNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
