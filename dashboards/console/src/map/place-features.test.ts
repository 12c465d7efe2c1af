import { describe, expect, test } from 'vitest';
import { place } from '../live/test-answers.ts';
import { alarmedFeatures, boundsOf } from './place-features.ts';

const places = new Map(
  [
    place({ id: 'cover-1', kind: 'cover', lon: 1, lat: 5 }),
    place({ id: 'cover-2', kind: 'cover', lon: 3, lat: 2 }),
    place({ id: 'flood-1', kind: 'flood', lon: 2, lat: 9 }),
  ].map((each) => [each.id, each]),
);

describe('the features of the map', () => {
  test('dots in alarm carry its rank; a flood point is a mark, and an alarm at no known point is left out', () => {
    const worst = new Map([
      ['cover-2', 'orange'],
      ['flood-1', 'red'],
      ['elsewhere', 'red'],
    ] as const);
    const features = alarmedFeatures(places, worst).features.map(({ properties }) => properties);
    expect(features).toEqual([{ id: 'cover-2', rank: 3 }]);
  });

  test('the bounds hold every point', () => {
    expect(boundsOf(places.values())).toEqual([1, 2, 3, 9]);
    expect(boundsOf([])).toBeNull();
  });
});
