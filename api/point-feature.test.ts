import { expect, test } from 'vitest';
import type { PointFilter } from '../core/ports.ts';
import { pointCollectionText } from './point-feature.ts';

async function written(pieces: AsyncIterable<string>) {
  let text = '';
  for await (const piece of pieces) text += piece;
  return JSON.parse(text);
}

test('all points are given, page after page', async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => `P-${index}`);
  const asked: PointFilter[] = [];
  const views = {
    async pointFeatures(filter: PointFilter) {
      asked.push(filter);
      const start = Number(filter.cursor ?? 0);
      const end = start + filter.limit;
      const text = all.slice(start, end).map((id) => JSON.stringify({ id }));
      return { text: text.join(','), nextCursor: end < all.length ? String(end) : null };
    },
  };
  const collection = await written(pointCollectionText(views, { kind: 'flood' }));
  expect(collection.type).toBe('FeatureCollection');
  expect(collection.features.map(({ id }: { id: string }) => id)).toEqual(all);
  expect(asked).toEqual([
    { kind: 'flood', limit: 1_000, cursor: null },
    { kind: 'flood', limit: 1_000, cursor: '1000' },
    { kind: 'flood', limit: 1_000, cursor: '2000' },
  ]);
});

test('a city without points is an empty collection', async () => {
  const pieces = pointCollectionText({ pointFeatures: async () => ({ text: '', nextCursor: null }) }, {});
  expect(await written(pieces)).toEqual({ type: 'FeatureCollection', features: [] });
});
