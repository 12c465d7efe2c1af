// Filters of a list, kept in the address: a link opens the same list, and the browser's back button undoes.
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export type Filters<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Whatever else stands in the address stays. */
export function useFilters<Name extends string>(
  names: readonly Name[],
): readonly [Filters<Name>, (name: Name, value: string | undefined) => void, clear: () => void] {
  const [params, setParams] = useSearchParams();
  const filters = useMemo(() => {
    const found: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const value = params.get(name);
      if (value !== null && value !== '') found[name] = value;
    }
    return found;
  }, [params, names]);
  const set = useCallback(
    (name: Name, value: string | undefined) =>
      setParams((before) => {
        const after = new URLSearchParams(before);
        if (value === undefined || value === '') after.delete(name);
        else after.set(name, value);
        return after;
      }),
    [setParams],
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
  return [filters, set, clear];
}

/** As the query of an API path; empty without filters. */
export function filterQuery(filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, value);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
