// What pages ask of the hub: kept while it is fresh, asked again when the live events say that it changed.
import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { SluiceError } from '../../../../core/error.ts';
import { minuteMs } from '../../../../core/time.ts';
import { useSpeech } from '../words/language.tsx';
import type { ListAnswer } from './answers.ts';
import { getJson, send } from './request.ts';

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: minuteMs / 2,
        retry: (failures, thrown) => thrown instanceof SluiceError && thrown.retryable && failures < 2,
      },
    },
  });
}

export function QueriesProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(newClient);
  const { language } = useSpeech();
  const asked = useRef(language);
  useEffect(() => {
    if (asked.current === language) return;
    // The hub's own words are among the answers.
    asked.current = language;
    void client.invalidateQueries();
  }, [client, language]);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

/** First part of a path, by which what was asked is forgotten: `alarms` of `/alarms/A1`. */
function subjectOf(path: string): string {
  return path.split(/[/?]/)[1] ?? '';
}

interface AskOptions {
  readonly enabled?: boolean;
  /** How often it is asked again, ms. */
  readonly refetchInterval?: number;
  /** What came to the path before stays until the answer to this one is there. */
  readonly keepsBefore?: boolean;
}

/** The answer to a GET, such as `/alarms/A1`. */
export function useHubAnswer<Answer>(path: string, { keepsBefore = false, ...options }: AskOptions = {}) {
  return useQuery({
    queryKey: [subjectOf(path), path],
    queryFn: ({ signal }) => getJson<Answer>(path, signal),
    ...(keepsBefore ? { placeholderData: keepPreviousData } : {}),
    ...options,
  });
}

interface ListOptions extends Pick<AskOptions, 'refetchInterval'> {
  /** Items a page. */
  readonly pageLength?: number;
}

/** A list, page after page. @param path with its filters, such as `/alarms?condition=active`. */
export function useHubList<Item>(path: string, { pageLength = 50, ...options }: ListOptions = {}) {
  return useInfiniteQuery({
    queryKey: [subjectOf(path), path, 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = `${path}${path.includes('?') ? '&' : '?'}limit=${pageLength}`;
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return getJson<ListAnswer<Item>>(`${query}${cursor}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    ...options,
  });
}

/** What is under way was asked before the change: a first answer would otherwise count as the newest. */
async function askAnew(client: QueryClient, subject: string): Promise<void> {
  await client.cancelQueries({ queryKey: [subject] });
  await client.invalidateQueries({ queryKey: [subject] });
}

/** What came of a list up to now. */
export function itemsOf<Item>(
  data: { readonly pages: readonly ListAnswer<Item>[] } | undefined,
): readonly Item[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}

/** A request that changes something; what was asked about `subjects` is asked anew after it. */
export function useHubChange<Body, Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  ...subjects: readonly string[]
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send<Answer>(method, path, body),
    onSuccess: () => Promise.all(subjects.map((subject) => askAnew(client, subject))),
  });
}
