import { expect, it } from 'vitest';
import { hourMs } from '../../core/time.ts';
import { alarm, byId, midnight, point } from '../test-batch.ts';
import { opened } from './test-views.ts';

it('gives alarms at a place: the active ones, and those cleared since', async () => {
  const { views, commit } = opened();
  commit({
    points: byId(point('underpass', { name: '下穿通道', address: '北关街' })),
    alarms: byId(
      alarm('active', { raisedAt: midnight }),
      alarm('just-over', { condition: 'cleared', clearedAt: midnight + 2 * hourMs }),
      alarm('long-over', { condition: 'cleared', clearedAt: midnight }),
      alarm('nowhere', { pointId: null }),
      alarm('unregistered', { pointId: 'elsewhere' }),
    ),
  });
  const placed = await views.placedAlarms(midnight + hourMs);
  expect(placed.map(({ id }) => id)).toEqual(['active', 'just-over']);
  expect(placed[0]?.point).toEqual({
    ...{ id: 'underpass', name: '下穿通道', kind: 'flood', lon: 109.26, lat: 35.58, address: '北关街' },
  });
});
