import { describe, expect, test } from 'vitest';
import { holdOrder } from './held-order.ts';

describe('a list under a pointer', () => {
  test('keeps every row where it is, in its newest form, and counts what waits', () => {
    const shown = [
      { id: 'a', value: 1 },
      { id: 'b', value: 1 },
    ];
    const next = [
      { id: 'c', value: 9 },
      { id: 'b', value: 2 },
    ];
    expect(holdOrder(shown, next, ({ id }) => id)).toEqual({
      rows: [
        { id: 'a', value: 1 },
        { id: 'b', value: 2 },
      ],
      waiting: 1,
    });
  });
});
