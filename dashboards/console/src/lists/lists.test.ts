import { describe, expect, test } from 'vitest';
import { alarmAnswer, caseAnswer, deviceAnswer, place } from '../live/test-answers.ts';
import { alarmsToShow, countBySeverity, worstByPoint } from './alarm-order.ts';
import { casesInOrder, isOverdue } from './case-order.ts';
import type { FloodSources } from './flood-order.ts';
import { floodPoints } from './flood-order.ts';
import { holdOrder } from './held-order.ts';
import { visibleRows } from './visible-rows.ts';

const now = Date.parse('2026-07-01T03:00:00.000Z');

describe('alarms', () => {
  test('stand newest first, without those that are suppressed or shelved', () => {
    const { shown, hidden } = alarmsToShow(
      [
        alarmAnswer({ id: 'old', raised_at: '2026-07-01T01:00:00.000Z' }),
        alarmAnswer({ id: 'new', raised_at: '2026-07-01T02:00:00.000Z' }),
        alarmAnswer({ id: 'suppressed', suppressed_by: 'A-9' }),
        alarmAnswer({ id: 'shelved', shelved_until: '2026-07-01T03:00:01.000Z' }),
        alarmAnswer({ id: 'back', shelved_until: '2026-07-01T02:59:59.000Z' }),
      ],
      now,
    );
    expect(shown.map(({ id }) => id)).toEqual(['new', 'old', 'back']);
    expect(hidden).toBe(2);
  });

  test('colour their point by the worst of them', () => {
    const alarms = [
      alarmAnswer({ severity: 'yellow' }),
      alarmAnswer({ severity: 'red' }),
      alarmAnswer({ severity: 'blue' }),
      alarmAnswer({ severity: 'orange', point_id: 'cover-1' }),
      alarmAnswer({ severity: 'red', point_id: null }),
    ];
    expect([...worstByPoint(alarms)]).toEqual([
      ['flood-01', 'red'],
      ['cover-1', 'orange'],
    ]);
    expect(countBySeverity(alarms)).toEqual({ blue: 1, yellow: 1, orange: 1, red: 2 });
  });
});

describe('cases', () => {
  test('stand overdue first, then by what is due next, without a deadline last', () => {
    const cases = [
      caseAnswer({ id: 'none', due_at: null }),
      caseAnswer({ id: 'later', due_at: '2026-07-02T00:00:00.000Z' }),
      caseAnswer({ id: 'soon', due_at: '2026-07-01T04:00:00.000Z' }),
      caseAnswer({ id: 'extended', due_at: '2026-07-03T00:00:00.000Z', overdue: true }),
      caseAnswer({ id: 'passed', due_at: '2026-07-01T02:00:00.000Z' }),
    ];
    expect(casesInOrder(cases, now).map(({ id }) => id)).toEqual([
      'passed',
      'extended',
      'soon',
      'later',
      'none',
    ]);
  });

  test('are overdue once their deadline has passed, said or not', () => {
    expect(isOverdue(caseAnswer({ due_at: '2026-07-01T02:59:59.000Z' }), now)).toBe(true);
    expect(isOverdue(caseAnswer({ due_at: '2026-07-01T03:00:01.000Z' }), now)).toBe(false);
    expect(isOverdue(caseAnswer({ due_at: null }), now)).toBe(false);
  });
});

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

describe('a list under a pointer', () => {
  test('keeps every row where it is, in its newest form, and counts what waits', () => {
    const shown = [
      { id: 'a', value: 1 },
      { id: 'b', value: 1 },
    ];
    const next = [
      { id: 'c', value: 9 },
      { id: 'b', value: 2 },
    ];
    expect(holdOrder(shown, next, ({ id }) => id)).toEqual({
      rows: [
        { id: 'a', value: 1 },
        { id: 'b', value: 2 },
      ],
      waiting: 1,
    });
  });
});

describe('the rows in sight', () => {
  test('are few, however long the list', () => {
    const { first, end } = visibleRows(56 * 5_000, 560, 56, 10_000);
    expect(first).toBeLessThanOrEqual(5_000);
    expect(end).toBeGreaterThanOrEqual(5_010);
    expect(end - first).toBeLessThan(30);
  });

  test('are none of an empty list, and stay within a list that has become short', () => {
    expect(visibleRows(0, 500, 56, 0)).toEqual({ first: 0, end: 0 });
    const { first, end } = visibleRows(56 * 100, 500, 56, 5);
    expect(first).toBeLessThanOrEqual(5);
    expect(end).toBe(5);
  });
});
