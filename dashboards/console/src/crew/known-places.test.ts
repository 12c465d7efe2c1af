import { expect, test } from 'vitest';
import { type KnownPlace, placesAround, placesNamed, withPlaces } from './known-places.ts';

function at(id: string, lon: number, over: Partial<KnownPlace> = {}): KnownPlace {
  return { id, name: `井 ${id}`, lon, lat: 35, address: null, component_code: null, ...over };
}

const known = [at('a', 109.3), at('b', 109.1, { address: 'North Gate' }), at('c', 109.2)];

test('the nearest stand first, and no more than a thumb can choose from', () => {
  expect(placesAround({ lon: 109, lat: 35 }, known).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  const many = Array.from({ length: 50 }, (_, n) => at(`m${n}`, 100 + n));
  expect(placesAround({ lon: 109, lat: 35 }, many)).toHaveLength(8);
});

test('a point is found by a part of its code, name or address', () => {
  expect(placesNamed('north', known).map(({ id }) => id)).toEqual(['b']);
  expect(placesNamed('井 C', known).map(({ id }) => id)).toEqual(['c']);
  expect(placesNamed('  ', known)).toEqual([]);
});

test('what comes anew replaces what was known of the same point', () => {
  const moved = at('c', 110);
  expect(withPlaces(known, [moved])).toEqual([moved, known[0], known[1]]);
});
