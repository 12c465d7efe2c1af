// Which rows of a long list are in sight.

export interface RowSpan {
  /** First row to draw. */
  readonly first: number;
  /** One past the last row to draw. */
  readonly end: number;
}

/** Rows drawn beyond the edges, so that none is missing while scrolling. */
const margin = 6;

export function visibleRows(scrollTop: number, height: number, rowHeight: number, count: number): RowSpan {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { first: Math.min(first, count), end: Math.max(end, Math.min(first, count)) };
}
