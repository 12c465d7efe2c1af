import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CurvePoint, MinMaxReducer } from './min-max.ts';

function reduce(points: readonly CurvePoint[], maxPoints: number): CurvePoint[] {
  const reducer = new MinMaxReducer(points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0, maxPoints);
  for (const point of points) reducer.add(point);
  return reducer.finish();
}

const anyCurve = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 200 })
  .chain((instants) =>
    fc.tuple(
      fc.constant([...instants].sort((a, b) => a - b)),
      fc.array(fc.integer({ min: -100, max: 100 }), {
        minLength: instants.length,
        maxLength: instants.length,
      }),
    ),
  )
  .map(([instants, values]) => instants.map((at, i): CurvePoint => [at, values[i] ?? 0]));

test('the lowest and the highest value are kept, and nothing is made up', () => {
  fc.assert(
    fc.property(anyCurve, fc.integer({ min: 2, max: 60 }), (curve, maxPoints) => {
      const reduced = reduce(curve, maxPoints);
      const values = (points: readonly CurvePoint[]) => points.map(([, value]) => value);
      expect(Math.max(...values(reduced))).toBe(Math.max(...values(curve)));
      expect(Math.min(...values(reduced))).toBe(Math.min(...values(curve)));
      expect(reduced.length).toBeLessThanOrEqual(maxPoints);
      for (const point of reduced) expect(curve).toContain(point);
      const instants = reduced.map(([at]) => at);
      expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
    }),
  );
});

test('a spike of one sample in a long flat curve stays where it was', () => {
  const curve = Array.from({ length: 10_000 }, (_, i): CurvePoint => [i * 1_000, i === 7_777 ? 400 : 0]);
  expect(reduce(curve, 100)).toContainEqual([7_777_000, 400]);
});
