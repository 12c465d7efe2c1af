// When the person at the page looked last: whoever neither moves the pointer nor types for a while, or has another tab
// in front, is away.
import { useCallback, useEffect, useRef, useState } from 'react';
import { type EpochMs, minuteMs } from '../../../../core/time.ts';
import { hubNow } from '../api-client/hub-clock.ts';

const awayAfterMs = 5 * minuteMs;
const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Since when the person was away, once there is a sign again; `null` until then and after `seen`. */
export function useAbsence(): readonly [since: EpochMs | null, seen: () => void] {
  const lastSign = useRef<EpochMs>(hubNow());
  const [since, setSince] = useState<EpochMs | null>(null);
  useEffect(() => {
    const onSign = () => {
      if (document.visibilityState === 'hidden') return;
      const now = hubNow();
      const before = lastSign.current;
      lastSign.current = now;
      if (now - before >= awayAfterMs) setSince((known) => known ?? before);
    };
    for (const sign of signs) addEventListener(sign, onSign, { passive: true });
    document.addEventListener('visibilitychange', onSign);
    return () => {
      for (const sign of signs) removeEventListener(sign, onSign);
      document.removeEventListener('visibilitychange', onSign);
    };
  }, []);
  const seen = useCallback(() => setSince(null), []);
  return [since, seen];
}
