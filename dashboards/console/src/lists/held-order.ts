// Keeps a list still while a pointer is over it: rows change in place, none moves, so that nobody acknowledges the
// row that slid under the pointer.

export interface HeldOrder<Item> {
  /** What stood there stays there, in its newest form; what has gone stays as it was last. */
  readonly rows: readonly Item[];
  /** How many rows wait to be shown. */
  readonly waiting: number;
}

export function holdOrder<Item>(
  shown: readonly Item[],
  next: readonly Item[],
  keyOf: (item: Item) => string,
): HeldOrder<Item> {
  const newest = new Map(next.map((item) => [keyOf(item), item]));
  const rows = shown.map((item) => newest.get(keyOf(item)) ?? item);
  const shownKeys = new Set(shown.map(keyOf));
  return { rows, waiting: next.filter((item) => !shownKeys.has(keyOf(item))).length };
}
