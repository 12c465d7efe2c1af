import { expect, it } from 'vitest';
import { collectionOnGround, fromGround, onGround } from './ground-datum.ts';

const town = [109.84, 35.585] as const;

it('leaves places alone on a ground of their own datum', () => {
  expect(onGround('wgs84', ...town)).toEqual([...town]);
});

it('moves them by some hundred metres on one of GCJ-02, and finds the place that is pointed at', () => {
  const [lon, lat] = onGround('gcj02', ...town);
  const metres = Math.hypot((lon - town[0]) * 90_500, (lat - town[1]) * 111_000);
  expect(metres).toBeGreaterThan(300);
  expect(metres).toBeLessThan(800);
  const [back, north] = fromGround('gcj02', lon, lat);
  expect(Math.hypot((back - town[0]) * 90_500, (north - town[1]) * 111_000)).toBeLessThan(1);
});

it('moves every dot', () => {
  const feature = {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [...town] as [number, number] },
    properties: { id: 'a', rank: 1 },
  } as const;
  const moved = collectionOnGround('gcj02', { type: 'FeatureCollection', features: [feature] });
  expect(moved.features[0]).toMatchObject({
    properties: { id: 'a', rank: 1 },
    geometry: { coordinates: onGround('gcj02', ...town) },
  });
});
