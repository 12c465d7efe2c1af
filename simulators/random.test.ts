import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('gives the same numbers for the same seed and names, and others for other names', () => {
    const draw = (seed: number, ...names: string[]) => {
      const random = createRandom(seed, ...names);
      return Array.from({ length: 20 }, () => random.next());
    };
    expect(draw(7, 'a', 'b')).toEqual(draw(7, 'a', 'b'));
    expect(draw(7, 'a', 'b')).not.toEqual(draw(7, 'ab'));
    expect(draw(7, 'a')).not.toEqual(draw(8, 'a'));
  });

  it('stays within its ranges whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1_000 }), (seed, count) => {
        const random = createRandom(seed);
        expect(random.next()).toBeLessThan(1);
        expect(random.index(count)).toBeLessThan(count);
        expect(random.index(count)).toBeGreaterThanOrEqual(0);
        expect(Number.isFinite(random.normal())).toBe(true);
      }),
    );
  });

  it('draws about normally: mean 0, standard deviation 1', () => {
    const random = createRandom(1, 'normal');
    const draws = Array.from({ length: 20_000 }, () => random.normal());
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });

  it('samples different items, and all of them where more are wanted than there are', () => {
    expect(new Set(createRandom(3).sample([1, 2, 3, 4, 5], 3)).size).toBe(3);
    expect(createRandom(3).sample([1, 2, 3], 9).sort()).toEqual([1, 2, 3]);
  });

  it('refuses to pick from nothing', () => {
    expect(() => createRandom(1).pick([])).toThrow(RangeError);
  });
});
