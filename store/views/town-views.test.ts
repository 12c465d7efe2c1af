import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import type { DotTile } from '../../core/town.ts';
import { byId, device, point } from '../test-batch.ts';
import { opened } from './test-views.ts';

/** The dots of a tile with their places in degrees. */
function dotsOf({ bytes }: DotTile, x: number, y: number, z: number) {
  const layer = new VectorTile(new PbfReader(bytes)).layers.dots;
  return Array.from({ length: layer?.length ?? 0 }, (_, i) => {
    const { geometry, properties } = layer?.feature(i).toGeoJSON(x, y, z) ?? {};
    return { id: properties?.id, at: geometry?.type === 'Point' ? geometry.coordinates : [] };
  });
}

const cover = (id: string, lon: number, lat: number) => point(id, { kind: 'cover', lon, lat });
/** Where 109.26, 35.58 lies at zoom 14. */
const [x, y, z] = [13_164, 6_457, 14];

test('the town tells how much there is and where, and that it has changed', async () => {
  const { views, commit } = opened();
  const empty = await views.town();
  expect(empty).toMatchObject({ points: 0, bounds: null, basins: [], gateways: [] });
  commit({
    points: byId(cover('a', 109.2, 35.5), point('b', { lon: 109.3, lat: 35.4, basin: 'north' })),
    devices: byId(
      device('tilt-1', { pointId: 'a', gateway: 'gw-1' }),
      device('gauge-1', { gateway: 'gw-1' }),
    ),
  });
  const town = await views.town();
  expect(town).toMatchObject({
    ...{ points: 2, bounds: [109.2, 35.4, 109.3, 35.5], basins: ['north'], gateways: ['gw-1'] },
  });
  expect(town.version).not.toBe(empty.version);
  expect(await views.town()).toBe(town);
});

test('a tile has the points that lie in it, each where it is', async () => {
  const { views, commit } = opened();
  commit({ points: byId(cover('here', 109.26, 35.58), cover('far', 109.36, 35.58)) });
  const tile = await views.dotTile({ z, x, y, datum: 'wgs84' });
  const [dot, ...others] = dotsOf(tile, x, y, z);
  expect(others).toEqual([]);
  expect(dot?.id).toBe('here');
  // A tile of zoom 14 is cut into half metres.
  expect(dot?.at[0]).toBeCloseTo(109.26, 5);
  expect(dot?.at[1]).toBeCloseTo(35.58, 5);
  expect(dotsOf(await views.dotTile({ z, x: x + 1, y, datum: 'wgs84' }), x + 1, y, z)).toEqual([]);
});

test('on pictures of another datum the dots lie where those show them', async () => {
  const { views, commit } = opened();
  commit({ points: byId(cover('here', 109.26, 35.58)) });
  const [dot] = dotsOf(await views.dotTile({ z: 10, x: 822, y: 403, datum: 'gcj02' }), 822, 403, 10);
  const shift = Math.hypot((dot?.at[0] ?? 0) - 109.26, (dot?.at[1] ?? 0) - 35.58);
  expect(shift).toBeGreaterThan(0.003);
  expect(shift).toBeLessThan(0.008);
});

test('far out, one dot stands for those beside it where there are many; close by all are there', async () => {
  const { views, commit } = opened();
  const row = Array.from({ length: 5_000 }, (_, i) => cover(`c-${i}`, 109.26 + i * 1e-6, 35.58));
  commit({ points: byId(...row) });
  expect(dotsOf(await views.dotTile({ z: 3, x: 6, y: 3, datum: 'wgs84' }), 6, 3, 3)).toHaveLength(1);
  expect(dotsOf(await views.dotTile({ z, x, y, datum: 'wgs84' }), x, y, z)).toHaveLength(5_000);
});

test('dots have another version once one of them has moved, and the same on any hub', async () => {
  const [one, other] = [opened(), opened()];
  one.commit({ points: byId(cover('a', 109.2, 35.5), cover('b', 109.3, 35.5)) });
  other.commit({ points: byId(cover('b', 109.3, 35.5)) });
  other.commit({ points: byId(cover('a', 109.2, 35.5)) });
  const { dotsVersion } = await one.views.town();
  expect((await other.views.town()).dotsVersion).toBe(dotsVersion);
  one.commit({ points: byId(cover('a', 109.21, 35.5)) });
  expect((await one.views.town()).dotsVersion).not.toBe(dotsVersion);
});

test('places are found by their ids, and what is gone is left out', async () => {
  const { views, commit } = opened();
  commit({ points: byId(cover('a', 109.2, 35.5), cover('b', 109.3, 35.5)) });
  expect(await views.places(['b', 'gone'])).toEqual([
    { id: 'b', name: 'b', kind: 'cover', lon: 109.3, lat: 35.5, basin: null },
  ]);
});
