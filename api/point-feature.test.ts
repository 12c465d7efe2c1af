import { expect, test } from 'vitest';
import type { Json, PointFilter } from '../core/ports.ts';
import { pointCollectionText, pointFeature } from './point-feature.ts';

function point(id: string, changes: Json = {}): Json {
  return {
    id,
    name: `Point ${id}`,
    kind: 'flood',
    lon: 109.8,
    lat: 35.6,
    basin: 'B-1',
    latest: [],
    worst_alarm: null,
    ...changes,
  };
}

function reading(metric: string, value: number, measuredAt: string, deviceId = 'G-1'): Json {
  return { device_id: deviceId, metric, unit: 'mm', value, measured_at: measuredAt, flags: [] };
}

test('a point is a feature whose properties a map can style by', () => {
  const worst = {
    id: 'A-1',
    rule_id: 'flood-depth',
    severity: 'orange',
    condition: 'active',
    raised_at: 'x',
  };
  const latest = [
    reading('depth_mm', 152, '2026-07-01T08:00:00.000Z'),
    reading('battery_v', 3.6, '2026-07-01T07:00:00.000Z'),
  ];
  expect(pointFeature(point('P-1', { latest, worst_alarm: worst }))).toEqual({
    type: 'Feature',
    id: 'P-1',
    geometry: { type: 'Point', coordinates: [109.8, 35.6] },
    properties: {
      id: 'P-1',
      name: 'Point P-1',
      kind: 'flood',
      basin: 'B-1',
      depth_mm: 152,
      battery_v: 3.6,
      measured_at: '2026-07-01T08:00:00.000Z',
      severity: 'orange',
      alarm_id: 'A-1',
      rule_id: 'flood-depth',
    },
  });
});

test('a point where nothing was measured and nothing is wrong has no values', () => {
  const { properties } = pointFeature(point('P-1'));
  expect(properties).toMatchObject({ measured_at: null, severity: null, alarm_id: null, rule_id: null });
  expect(properties).not.toHaveProperty('latest');
});

test('of two devices that measure the same the newer counts', () => {
  const newer = reading('depth_mm', 20, '2026-07-01T08:00:00.000Z', 'G-1');
  const older = reading('depth_mm', 10, '2026-07-01T07:59:59.999Z', 'G-2');
  for (const latest of [
    [newer, older],
    [older, newer],
  ]) {
    expect(pointFeature(point('P-1', { latest })).properties).toMatchObject({ depth_mm: 20 });
  }
});

test('a metric named as a field of points does not hide it', () => {
  const latest = ['id', 'severity', 'name'].map((name) => reading(name, 1, '2026-07-01T08:00:00.000Z'));
  const { properties } = pointFeature(point('P-1', { latest }));
  expect(properties).toMatchObject({ id: 'P-1', name: 'Point P-1', severity: null });
});

test('all points are given, page after page', async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => point(`P-${index}`));
  const asked: PointFilter[] = [];
  const views = {
    async points(filter: PointFilter) {
      asked.push(filter);
      const start = Number(filter.cursor ?? 0);
      const end = start + filter.limit;
      return { items: all.slice(start, end), nextCursor: end < all.length ? String(end) : null };
    },
  };
  const collection = JSON.parse(await pointCollectionText(views, { kind: 'flood' }));
  expect(collection.type).toBe('FeatureCollection');
  expect(collection.features.map(({ id }: { id: string }) => id)).toEqual(all.map(({ id }) => id));
  expect(asked).toEqual([
    { kind: 'flood', limit: 1_000, cursor: null },
    { kind: 'flood', limit: 1_000, cursor: '1000' },
    { kind: 'flood', limit: 1_000, cursor: '2000' },
  ]);
});

test('a city without points is an empty collection', async () => {
  const text = await pointCollectionText({ points: async () => ({ items: [], nextCursor: null }) }, {});
  expect(JSON.parse(text)).toEqual({ type: 'FeatureCollection', features: [] });
});
