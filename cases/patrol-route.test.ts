import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../core/distance.ts';
import { patrolOrder, routeLength_m } from './patrol-route.ts';

const place = fc.record({
  lon: fc.double({ min: 109.8, max: 109.9, noNaN: true }),
  lat: fc.double({ min: 35.55, max: 35.62, noNaN: true }),
});

/** The shortest of all orders, by trying each. */
function shortest_m(places: readonly Place[], start: Place): number {
  const orders = (left: number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((n) => orders(left.filter((m) => m !== n)).map((rest) => [n, ...rest]));
  return Math.min(...orders([...places.keys()]).map((order) => routeLength_m(order, places, start)));
}

describe('a patrol', () => {
  it('visits each place once', () => {
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), fc.option(place), (places, start) => {
        expect(patrolOrder(places, start).toSorted((a, b) => a - b)).toEqual([...places.keys()]);
      }),
    );
  });

  it('is hardly longer than the shortest way there is', () => {
    let total = 0;
    let best = 0;
    fc.assert(
      fc.property(fc.array(place, { minLength: 6, maxLength: 6 }), place, (places, start) => {
        total += routeLength_m(patrolOrder(places, start), places, start);
        best += shortest_m(places, start);
      }),
      { numRuns: 60, seed: 7 },
    );
    expect(total / best).toBeLessThan(1.06);
  });

  it('does not go back and forth along a street', () => {
    const street = [5, 1, 4, 2, 3].map((n) => ({ lon: 109.8 + n / 1_000, lat: 35.58 }));
    expect(patrolOrder(street, { lon: 109.8, lat: 35.58 })).toEqual([1, 3, 4, 2, 0]);
    expect(patrolOrder(street, null)).toEqual([1, 3, 4, 2, 0]);
  });
});
