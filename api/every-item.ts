// A whole list of the views, page after page.
import type { Page } from '../core/ports.ts';

/** Items of one page of a view. */
export const pageMax = 1_000;

/** The first `most` items. */
export async function everyItem<Item>(
  list: (cursor: string | null) => Promise<Page<Item>>,
  most: number = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await list(cursor);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < most);
  return items.slice(0, most);
}
