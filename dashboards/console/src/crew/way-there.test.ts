import { expect, test } from 'vitest';
import { directionWords } from './crew-words.ts';
import { bearing_deg, distanceFigure, navigationLinks } from './way-there.ts';

const here = { lon: 109.84, lat: 35.585 };

test.each([
  ['N', 0, 0.01],
  ['E', 0.01, 0],
  ['S', 0, -0.01],
  ['W', -0.01, 0],
  ['NE', 0.0123, 0.01],
  ['NW', -0.0123, 0.01],
])('a place to the %s lies there', (direction, east, north) => {
  const bearing = bearing_deg(here, { lon: here.lon + east, lat: here.lat + north });
  expect(directionWords(bearing).en).toBe(direction);
});

test('just west of north is north, not a direction that there is not', () => {
  expect(directionWords(359.5).zh).toBe('北');
});

test('metres are rounded to what a phone knows', () => {
  expect([347, 996, 3_249].map(distanceFigure)).toEqual(['350 m', '1.0 km', '3.2 km']);
});

test('each map program gets the place in its own datum', () => {
  const { amap, baidu, geo } = navigationLinks(here, '北关 路口');
  const [, lon, lat] = /to=([\d.]+),([\d.]+),/.exec(amap) ?? [];
  // GCJ-02 lies some hundred metres east and south of WGS-84 here.
  expect(Number(lon) - here.lon).toBeGreaterThan(0.002);
  expect(Math.abs(Number(lat) - here.lat)).toBeLessThan(0.004);
  const [, , baiduLon] = /location=([\d.]+),([\d.]+)/.exec(baidu) ?? [];
  expect(Number(baiduLon) - Number(lon)).toBeGreaterThan(0.004);
  expect(geo).toBe('geo:35.585,109.84?q=35.585,109.84(%E5%8C%97%E5%85%B3%20%E8%B7%AF%E5%8F%A3)');
});
