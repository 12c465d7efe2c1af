// The order of a list, held as it was while a pointer is over it.
import { useState } from 'react';
import { type HeldOrder, holdOrder } from './held-order.ts';

interface HeldItems<Item> extends HeldOrder<Item> {
  onPointer(isOver: boolean): void;
}

export function useHeldItems<Item>(items: readonly Item[], keyOf: (item: Item) => string): HeldItems<Item> {
  const [held, setHeld] = useState<readonly Item[] | null>(null);
  const order = held === null ? { rows: items, waiting: 0 } : holdOrder(held, items, keyOf);
  return { ...order, onPointer: (isOver) => setHeld(isOver ? items : null) };
}
