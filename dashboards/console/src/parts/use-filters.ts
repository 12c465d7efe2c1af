// Filters of a list, kept in the address: a link opens the same list, and the browser's back button undoes.
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** `undefined` takes a filter away. */
type Changes<Name extends string> = Readonly<Partial<Record<Name, string | undefined>>>;

/** Whatever else stands in the address stays. Filters that belong together are changed by one call of `change`. */
export function useFilters<Name extends string>(
  names: readonly Name[],
): readonly [
  Filters<Name>,
  set: (name: Name, value: string | undefined) => void,
  clear: () => void,
  change: (changes: Changes<Name>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = params.get(name);
      if (value !== null && value !== '') found[name] = value;
    }
    return found;
  }, [params, names]);
  // Of two changes in a row the router knows the last alone: it begins both from the same address.
  const change = useCallback(
    (changes: Changes<Name>) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries<string | undefined>(changes)) {
          if (value === undefined || value === '') after.delete(name);
          else after.set(name, value);
        }
        return after;
      }),
    [setParams],
  );
  const set = useCallback(
    (name: Name, value: string | undefined) => change({ [name]: value } as Changes<Name>),
    [change],
  );
  const clear = useCallback(
    () =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        for (const name of names) after.delete(name);
        return after;
      }),
    [setParams, names],
  );
  return [filters, set, clear, change];
}

/** As the query of an API path; empty without filters. */
export function filterQuery(filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
