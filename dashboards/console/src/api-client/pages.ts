// Reads a paged list to its end, or to a limit, so that a list without bounds cannot fill the browser.
import type { ListAnswer } from './answers.ts';
import { getJson } from './request.ts';

const pageLength = 1_000;

export interface WholeList<Item> {
  readonly items: readonly Item[];
  /** Whether the hub has more than was read. */
  readonly truncated: boolean;
}

/** @param path with its filters, such as `/alarms?condition=active`. */
export async function readPages<Item>(
  path: string,
  most: number,
  signal: AbortSignal,
): Promise<WholeList<Item>> {
  const items: Item[] = [];
  const query = `${path}${path.includes('?') ? '&' : '?'}limit=${pageLength}`;
  let cursor: string | null = null;
  do {
    const page: ListAnswer<Item> = await getJson(
      cursor === null ? query : `${query}&cursor=${encodeURIComponent(cursor)}`,
      signal,
    );
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null && items.length < most);
  return { items, truncated: cursor !== null };
}
