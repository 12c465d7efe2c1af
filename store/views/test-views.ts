// What the tests of the views share: a store with its views open beside it, and a walk over the pages of a list.
import { expect, onTestFinished } from 'vitest';
import type { Effects } from '../../core/effects.ts';
import type { Json, Page, PageRequest, Views } from '../../core/ports.ts';
import type { Store } from '../open-store.ts';
import { nextBatch, testFolder, testStore } from '../test-batch.ts';
import { openViews } from '../views.ts';

export interface Opened {
  readonly store: Store;
  readonly views: Views;
  commit(effects: Partial<Effects>): void;
}

export function opened(): Opened {
  const dataDir = testFolder();
  const store = testStore(dataDir);
  const views = openViews(dataDir);
  onTestFinished(() => views.close());
  return { store, views, commit: (effects) => void store.commit(nextBatch(store, { effects })) };
}

export const firstPage: PageRequest = { limit: 100, cursor: null };

export function ids(page: Page<Json>): unknown[] {
  return page.items.map((item) => item.id);
}

/** Every item of a list, page by page; `between` runs after each page. */
export async function walk(
  list: (page: PageRequest) => Promise<Page<Json>>,
  limit: number,
  between: () => void = () => {},
): Promise<unknown[]> {
  const seen: unknown[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Json> = await list({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...ids(page));
    cursor = page.nextCursor;
    between();
  } while (cursor !== null);
  return seen;
}
