import { describe, expect, test } from 'vitest';
import { deviceAnswer, place } from '../live/test-answers.ts';
import { type FloodSources, floodPoints } from './flood-order.ts';

describe('flood points', () => {
  const reading = (deviceId: string, value: number, measured_at: string) =>
    [
      `${deviceId} depth_mm`,
      { device_id: deviceId, metric: 'depth_mm', value, measured_at, flags: [] },
    ] as const;

  const sources: FloodSources = {
    places: new Map(
      [
        place({ id: 'a', name: 'a', depth_mm: 30 }),
        place({ id: 'b', name: 'b', depth_mm: 10 }),
        place({ id: 'c', name: 'c' }),
        place({ id: 'cover', name: 'cover', kind: 'cover' }),
      ].map((each) => [each.id, each]),
    ),
    devices: new Map(
      [
        deviceAnswer({ id: 'b1', point_id: 'b', status: 'late' }),
        deviceAnswer({ id: 'b2', point_id: 'b' }),
        deviceAnswer({ id: 'tilt', point_id: 'cover' }),
      ].map((each) => [each.id, each]),
    ),
    latest: new Map([
      reading('b1', 400, '2026-07-01T02:00:00.000Z'),
      reading('b2', 70, '2026-07-01T02:30:00.000Z'),
    ]),
    trails: new Map(),
  };

  test('stand deepest first by their newest gauge, unknown depths last', () => {
    const ranked = floodPoints(sources, new Map([['b', 'blue']]));
    expect(ranked.map(({ place: { id }, depth_mm }) => [id, depth_mm])).toEqual([
      ['b', 70],
      ['a', 30],
      ['c', null],
    ]);
    expect(ranked[0]).toMatchObject({ severity: 'blue', measuredAt: Date.parse('2026-07-01T02:30:00.000Z') });
  });
});
