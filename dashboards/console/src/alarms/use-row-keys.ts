// A list under the keyboard: J and K move, Enter opens, X selects, A acknowledges, S shelves, C comments, Escape lets
// the selection go; as in the mail programs that operators know.
import { useCallback, useEffect, useState } from 'react';

export interface RowKeys {
  readonly current: number;
  readonly selected: ReadonlySet<string>;
  select(ids: readonly string[]): void;
  clearSelection(): void;
}

interface Row {
  readonly id: string;
}

interface RowActions<Item> {
  open(row: Item): void;
  acknowledge?(row: Item): void;
  shelve?(row: Item): void;
  comment?(row: Item): void;
}

/** Keys that are typed into a field are the field's. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog]') !== null
  );
}

export function useRowKeys<Item extends Row>(rows: readonly Item[], actions: RowActions<Item>): RowKeys {
  // By its id: rows that come in above must not bring another one under a key.
  const [currentId, setCurrentId] = useState<string | null>(null);
  const current = rows.findIndex(({ id }) => id === currentId);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const row = rows[current];
      switch (event.key) {
        case 'j':
          setCurrentId(rows[Math.min(rows.length - 1, current + 1)]?.id ?? null);
          break;
        case 'k':
          setCurrentId(rows[Math.max(0, current - 1)]?.id ?? null);
          break;
        case 'x':
          if (row !== undefined) setSelected((ids) => toggled(ids, row.id));
          break;
        case 'a':
          if (row !== undefined) actions.acknowledge?.(row);
          break;
        case 's':
          if (row !== undefined) actions.shelve?.(row);
          break;
        case 'c':
          if (row !== undefined) actions.comment?.(row);
          break;
        case 'Escape':
          setSelected(new Set());
          break;
        case 'Enter':
          // A button or link that has the focus does its own.
          if (row === undefined || event.target !== document.body) return;
          actions.open(row);
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  const select = useCallback((ids: readonly string[]) => setSelected(new Set(ids)), []);
  const clearSelection = useCallback(() => setSelected(new Set()), []);
  return { current, selected, select, clearSelection };
}

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return after;
}
