// Has the hub look at a definition while it is written, shortly after the last key.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from '../api-client/request.ts';
import { useRested } from '../parts/use-rested.ts';
import type { RuleCheck } from './rule-answers.ts';

export interface CheckedRule {
  /** Of the text that was checked last; `undefined` until there is one. */
  readonly check: RuleCheck | undefined;
  /** Whether `check` is of the text as it stands. */
  readonly isFresh: boolean;
  readonly error: unknown;
}

/** @param id that the rule has to have; `null` for a new one. */
export function useRuleCheck(text: string, id: string | null): CheckedRule {
  const rested = useRested(text);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['rule-check', id, rested],
    queryFn: () => send<RuleCheck>('POST', '/rules/check', { text: rested, id }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { check: data, isFresh: rested === text && !isPlaceholderData && data !== undefined, error };
}
