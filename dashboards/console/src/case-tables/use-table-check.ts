// Has the hub look at a table while it is written, beside all the others, shortly after the last key.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from '../api-client/request.ts';
import { useRested } from '../parts/use-rested.ts';
import type { ToldMistake } from '../rules/rule-answers.ts';
import { mistakesAt, readTable, type TableFlaw } from './table-text.ts';

export interface CheckedTable {
  readonly mistakes: readonly ToldMistake[];
  /** Whether the text as it stands was looked at. */
  readonly isFresh: boolean;
  readonly error: unknown;
}

export function useTableCheck(name: string, text: string): CheckedTable {
  const rested = useRested(text);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['table-check', name, rested],
    queryFn: async () => {
      const { definition, mistakes } = readTable(rested);
      if (mistakes.length > 0) return mistakes;
      const path = `/case-tables/${encodeURIComponent(name)}/check`;
      const { flaws } = await send<{ readonly flaws: readonly TableFlaw[] }>('POST', path, { definition });
      return mistakesAt(rested, flaws);
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isFresh = rested === text && !isPlaceholderData && data !== undefined;
  return { mistakes: data ?? [], isFresh, error };
}
