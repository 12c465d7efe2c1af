import { describe, expect, test } from 'vitest';
import { alarmAnswer } from '../live/test-answers.ts';
import { alarmsToShow, countBySeverity, worstByPoint } from './alarm-order.ts';

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
