// The water of the town, asked for again and again while the page is looked at.
import { useEffect, useState } from 'react';
import type { PublicFloods } from '../../../../core/public-floods.ts';

const everyMs = 30_000;

export interface FloodAnswer {
  /** The last that came; `null` before the first. */
  readonly floods: PublicFloods | null;
  /** Whether the last try failed. */
  readonly hasFailed: boolean;
}

export function useFloods(): FloodAnswer {
  const [answer, setAnswer] = useState<FloodAnswer>({ floods: null, hasFailed: false });
  useEffect(() => {
    const gone = new AbortController();
    const ask = async () => {
      // A page that nobody looks at asks for nothing.
      if (document.hidden) return;
      try {
        const response = await fetch('/public/floods.json', { signal: gone.signal });
        if (!response.ok) throw new Error(`the hub answered ${response.status}`);
        setAnswer({ floods: (await response.json()) as PublicFloods, hasFailed: false });
      } catch {
        if (!gone.signal.aborted) setAnswer(({ floods }) => ({ floods, hasFailed: true }));
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    const onShown = () => void ask();
    document.addEventListener('visibilitychange', onShown);
    return () => {
      gone.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onShown);
    };
  }, []);
  return answer;
}
