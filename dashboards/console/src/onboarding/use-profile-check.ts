// Has the hub look at a profile while it is written, shortly after the last key, with the message beside it.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { send } from '../api-client/request.ts';
import { useRested } from '../parts/use-rested.ts';
import { type Example, exampleBody, type ProfileCheckAnswer } from './onboarding-answers.ts';

interface WrittenProfile {
  readonly id: string;
  readonly text: string;
  readonly example: Example;
}

interface CheckedProfile {
  /** Of what was checked last; `undefined` until there is one. */
  readonly check: ProfileCheckAnswer | undefined;
  /** Whether `check` is of the file as it stands. */
  readonly isFresh: boolean;
}

export function useProfileCheck({ id, text, example }: WrittenProfile): CheckedProfile {
  const rested = useRested(text);
  const restedId = useRested(id);
  const { payload, topic } = exampleBody(example);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['profile-check', restedId, rested, payload, topic],
    queryFn: () =>
      send<ProfileCheckAnswer>('POST', '/profiles/check', {
        ...{ id: restedId, text: rested, message: payload },
        ...(topic === undefined ? {} : { topic }),
      }),
    enabled: rested.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isFresh = rested === text && restedId === id && !isPlaceholderData && data !== undefined;
  return { check: data, isFresh };
}
