import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, startTestHub, type TestHub } from '../test-hub.ts';

let mapDir: string;
let hub: TestHub;
let pagesAsked: (string | null)[];

beforeEach(async () => {
  mapDir = await mkdtemp(join(tmpdir(), 'sluice-map-'));
  pagesAsked = [];
  hub = await startTestHub({
    mapDir,
    given: {
      points: async ({ kind, cursor }) => {
        pagesAsked.push(cursor);
        expect(kind).toBe('cover');
        const cover = { id: 'cover-1', name: 'gas', kind: 'cover', lon: 109.840_123_456, lat: 35.5 };
        return cursor === null ? page([cover], 'more') : page([{ ...cover, lon: 110, lat: 36 }]);
      },
    },
  });
});

afterEach(async () => {
  await hub.app.close();
  await rm(mapDir, { recursive: true });
});

test('without a drawing of the city’s own the covers trace its streets, and nothing else is told of them', async () => {
  const answer = await hub.app.inject('/map/base.geojson');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toContain('application/geo+json');
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  const coordinates = [
    [109.840_12, 35.5],
    [110, 36],
  ];
  expect(answer.json()).toEqual({
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { what: 'covers' },
        geometry: { type: 'MultiPoint', coordinates },
      },
    ],
  });
  await hub.app.inject('/map/base.geojson');
  expect(pagesAsked).toEqual([null, 'more']);
});

test('a drawing and tiles in the data folder are served as they are', async () => {
  await writeFile(join(mapDir, 'base.geojson'), '{"type":"FeatureCollection","features":[]}');
  await mkdir(join(mapDir, 'tiles/14/1'), { recursive: true });
  await writeFile(join(mapDir, 'tiles/14/1/2.png'), 'a tile');
  expect((await hub.app.inject('/map/base.geojson')).json().features).toEqual([]);
  const tile = await hub.app.inject('/map/tiles/14/1/2.png');
  expect(tile.body).toBe('a tile');
  expect(tile.headers['content-type']).toBe('image/png');
  expect(pagesAsked).toEqual([]);
});

test('a tile that is not there is missing, and no page in its place', async () => {
  const headers = { accept: 'text/html,*/*' };
  expect((await hub.app.inject({ url: '/map/tiles/1/1/1.png', headers })).statusCode).toBe(404);
});

test('a data folder named relative to where the hub was started does as well', async () => {
  await mkdir(join(mapDir, 'tiles/3'), { recursive: true });
  await writeFile(join(mapDir, 'tiles/3/1.png'), 'a tile');
  const other = await startTestHub({ mapDir: relative(process.cwd(), mapDir) });
  expect((await other.app.inject('/map/tiles/3/1.png')).body).toBe('a tile');
  await other.app.close();
});
