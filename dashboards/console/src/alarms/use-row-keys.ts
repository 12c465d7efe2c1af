// A list under the keyboard: J and K move, Enter opens, A acknowledges, X selects; as in the mail programs that
// operators know.
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
}

/** Keys that are typed into a field are the field's. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

export function useRowKeys<Item extends Row>(rows: readonly Item[], actions: RowActions<Item>): RowKeys {
  const [current, setCurrent] = useState(-1);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const row = rows[current];
      switch (event.key) {
        case 'j':
          setCurrent((at) => Math.min(rows.length - 1, at + 1));
          break;
        case 'k':
          setCurrent((at) => Math.max(0, at - 1));
          break;
        case 'x':
          if (row !== undefined) setSelected((ids) => toggled(ids, row.id));
          break;
        case 'a':
          if (row !== undefined) actions.acknowledge?.(row);
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
