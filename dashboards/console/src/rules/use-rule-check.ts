// Has the hub look at a definition while it is written, shortly after the last key.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { send } from '../api-client/request.ts';
import type { RuleCheck } from './rule-answers.ts';

const restMs = 350;

export interface CheckedRule {
  /** Of the text that was checked last; `undefined` until there is one. */
  readonly check: RuleCheck | undefined;
  /** Whether `check` is of the text as it stands. */
  readonly isFresh: boolean;
  readonly error: unknown;
}

/** @param id that the rule has to have; `null` for a new one. */
export function useRuleCheck(text: string, id: string | null): CheckedRule {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['rule-check', id, rested],
    queryFn: () => send<RuleCheck>('POST', '/rules/check', { text: rested, id }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { check: data, isFresh: rested === text && !isPlaceholderData && data !== undefined, error };
}
