// An answer of the API for a component: what came, that it is awaited, or why it did not come.
import { useCallback, useEffect, useState } from 'react';
import { getJson } from './request.ts';

export type Asked<Answer> =
  | { readonly state: 'waiting' }
  | { readonly state: 'came'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly thrown: unknown };

/** What came before stays until the answer to a changed path is there. `askAgain` is for after a failure. */
export function useAnswer<Answer>(path: string): readonly [Asked<Answer>, askAgain: () => void] {
  const [asked, setAsked] = useState<Asked<Answer>>({ state: 'waiting' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same path again
  useEffect(() => {
    const asking = new AbortController();
    getJson<Answer>(path, asking.signal).then(
      (answer) => !asking.signal.aborted && setAsked({ state: 'came', answer }),
      (thrown: unknown) => !asking.signal.aborted && setAsked({ state: 'failed', thrown }),
    );
    return () => asking.abort();
  }, [path, attempt]);
  const askAgain = useCallback(() => {
    setAsked({ state: 'waiting' });
    setAttempt((count) => count + 1);
  }, []);
  return [asked, askAgain];
}
