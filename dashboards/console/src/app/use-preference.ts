// A choice that a browser remembers. A browser that forbids storage forgets it, and nothing else happens.
import { useCallback, useState } from 'react';

function stored(name: string): string | null {
  try {
    return localStorage.getItem(`sluice.${name}`);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(`sluice.${name}`, value);
  } catch {
    // Kept for this visit only.
  }
}

/** Of `choices`; `undefined` where none was made, or this is a worker, which has no such memory. */
export function storedChoice<Choice extends string>(
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const known = stored(name);
  return choices.find((candidate) => candidate === known);
}

/** One of `choices`; `fallback` gives the first where nothing valid is stored. */
export function usePreference<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  fallback: () => Choice,
): readonly [Choice, (choice: Choice) => void] {
  const [choice, setChoice] = useState<Choice>(() => storedChoice(name, choices) ?? fallback());
  const choose = useCallback(
    (next: Choice) => {
      store(name, next);
      setChoice(next);
    },
    [name],
  );
  return [choice, choose];
}
