import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startTestHub, type TestHubOptions } from '../test-hub.ts';

async function groundOf(options: TestHubOptions) {
  const hub = await startTestHub(options);
  onTestFinished(() => hub.app.close());
  const { body, headers } = await hub.call('viewer', 'GET', '/map-ground');
  return { body, policy: String(headers['content-security-policy']) };
}

test('without settings and files there is no ground, and nothing from outside may be fetched', async () => {
  const { body, policy } = await groundOf({});
  expect(body).toEqual({ tiles: [], datum: 'wgs84', attribution: '', drawing: null });
  expect(policy).not.toContain('http');
});

test('what lies in the data folder is offered', async () => {
  const mapDir = await mkdtemp(join(tmpdir(), 'sluice-map-'));
  onTestFinished(() => rm(mapDir, { recursive: true, force: true }));
  await mkdir(join(mapDir, 'tiles'));
  await writeFile(join(mapDir, 'base.geojson'), '{"type":"FeatureCollection","features":[]}');
  const { body } = await groundOf({ mapDir });
  expect(body).toMatchObject({ tiles: ['/map/tiles/{z}/{x}/{y}.png'], drawing: '/map/base.geojson' });
});

test('an online map is offered, and the content policy opens for its hosts and no other', async () => {
  const tiles = [
    'https://t0.tiles.example/{z}/{x}/{y}.png?tk=key',
    'https://t0.tiles.example/names/{z}/{x}/{y}',
  ];
  const mapTiles = { tiles, datum: 'gcj02', attribution: '© Example' } as const;
  const { body, policy } = await groundOf({ mapTiles });
  expect(body).toEqual({ ...mapTiles, drawing: null });
  expect(policy).toContain("img-src 'self' data: blob: https://t0.tiles.example;");
  expect(policy).toContain("connect-src 'self' https://t0.tiles.example");
  expect(policy.match(/https?:/g)).toHaveLength(2);
});
