// A list of rows of one height, of which only those in sight are drawn.
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { visibleRows } from './visible-rows.ts';

interface VirtualRowsProps<Item> {
  readonly items: readonly Item[];
  readonly rowHeight_px: number;
  readonly label: string;
  keyOf(item: Item): string;
  renderRow(item: Item): ReactNode;
  /** Told when a pointer comes over the rows and when it leaves. */
  onPointer(isOver: boolean): void;
}

export function VirtualRows<Item>(props: VirtualRowsProps<Item>) {
  const { items, rowHeight_px, label, keyOf, renderRow, onPointer } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const { first, end } = visibleRows(scrollTop, height, rowHeight_px, items.length);
  return (
    <div
      ref={frame}
      className="virtual-rows"
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onPointerEnter={(event) => event.pointerType === 'mouse' && onPointer(true)}
      onPointerLeave={() => onPointer(false)}
    >
      <ul aria-label={label} style={{ height: items.length * rowHeight_px }}>
        {items.slice(first, end).map((item, i) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + i + 1}
            style={{ top: (first + i) * rowHeight_px, height: rowHeight_px }}
          >
            {renderRow(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}
