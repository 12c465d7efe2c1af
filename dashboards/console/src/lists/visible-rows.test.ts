import { describe, expect, test } from 'vitest';
import { visibleRows } from './visible-rows.ts';

describe('the rows in sight', () => {
  test('are few, however long the list', () => {
    const { first, end } = visibleRows(56 * 5_000, 560, 56, 10_000);
    expect(first).toBeLessThanOrEqual(5_000);
    expect(end).toBeGreaterThanOrEqual(5_010);
    expect(end - first).toBeLessThan(30);
  });

  test('are none of an empty list, and stay within a list that has become short', () => {
    expect(visibleRows(0, 500, 56, 0)).toEqual({ first: 0, end: 0 });
    const { first, end } = visibleRows(56 * 100, 500, 56, 5);
    expect(first).toBeLessThanOrEqual(5);
    expect(end).toBe(5);
  });
});
