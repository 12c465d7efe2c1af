import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../core/time.ts';
import {
  beginOutage,
  endOutage,
  excuseAbsence,
  initialPresence,
  judgePresence,
  type PresenceState,
  presenceDueAt,
} from './presence.ts';
import { now } from './test-street.ts';

const limits = { intervalMs: 10 * minuteMs, lateIntervals: 1.5, offlineIntervals: 2.5 };

function heard(over: Partial<PresenceState> = {}): PresenceState {
  return { ...initialPresence(now), status: 'online', lastSeenAt: now, ...over };
}

const at = (minutes: number, state = heard(), given = limits) =>
  judgePresence(state, now + minutes * minuteMs, given).status;

describe('silence', () => {
  it('makes late after 1.5 expected intervals, and offline after 2.5', () => {
    expect([0, 14.9, 15, 24.9, 25, 1_000].map((minutes) => at(minutes))).toEqual([
      ...['online', 'online', 'late', 'late', 'offline', 'offline'],
    ]);
  });

  it('of a device that was never heard says nothing', () => {
    expect(at(10_000, initialPresence(now))).toBe('unknown');
  });

  it('while the hub was away does not count, and after it there is one interval at least', () => {
    const early = heard();
    excuseAbsence(early, now, now + 60 * minuteMs);
    expect([60, 74.9, 75, 84.9, 85].map((minutes) => at(minutes, early))).toEqual([
      ...['unknown', 'unknown', 'late', 'late', 'offline'],
    ]);
    const late = heard();
    excuseAbsence(late, now + 24 * minuteMs, now + 60 * minuteMs);
    expect([60, 69.9, 70].map((minutes) => at(minutes, late))).toEqual(['unknown', 'unknown', 'offline']);
  });

  it('that an outage explains is unknown for as long as it lasts, and does not count after it', () => {
    const state = heard();
    beginOutage(state, 'O1', 'gateway_silent');
    expect(judgePresence(state, now + 1_000 * minuteMs, limits)).toEqual({
      status: 'unknown',
      reason: 'gateway_silent',
    });
    endOutage(state, now + minuteMs, now + 1_000 * minuteMs);
    expect([1_000, 1_013.9, 1_014, 1_024].map((minutes) => at(minutes, state))).toEqual([
      ...['unknown', 'unknown', 'late', 'offline'],
    ]);
  });

  it('a will that says it is gone makes it late at once, and offline no sooner than silence would', () => {
    const gone = heard({ gone: true });
    expect([0, 24, 25].map((minutes) => at(minutes, gone))).toEqual(['late', 'late', 'offline']);
  });

  it('during planned work is maintenance, whatever else', () => {
    const atWork = heard({ maintenanceUntil: now + 60 * minuteMs });
    expect([0, 30, 59.9, 60].map((minutes) => at(minutes, atWork))).toEqual([
      ...['maintenance', 'maintenance', 'maintenance', 'offline'],
    ]);
    expect(at(1, { ...initialPresence(now), maintenanceUntil: now + 60 * minuteMs })).toBe('maintenance');
  });
});

describe('what is due', () => {
  it('is at once where the status is not what the time makes of it', () => {
    expect(presenceDueAt(heard(), now + 30 * minuteMs, limits)).toBe(now + 30 * minuteMs);
  });

  it('never comes later than the next change: between now and then the status stays', () => {
    const offset = fc.option(fc.integer({ min: -60, max: 60 }), { nil: null });
    fc.assert(
      fc.property(
        offset,
        offset,
        fc.integer({ min: -60, max: 0 }),
        fc.boolean(),
        (seen, work, backAt, gone) => {
          const minutes = (count: number | null) => (count === null ? null : now + count * minuteMs);
          const state = heard({ lastSeenAt: minutes(seen), maintenanceUntil: minutes(work), gone });
          excuseAbsence(state, now - 60 * minuteMs, now + backAt * minuteMs);
          Object.assign(state, judgePresence(state, now, limits));
          const dueAt = presenceDueAt(state, now, limits);
          const end = dueAt ?? now + 1_000 * minuteMs;
          expect(end).toBeGreaterThan(now);
          for (let time = now; time < end; time += minuteMs / 2) {
            expect(judgePresence(state, time, limits)).toEqual({
              status: state.status,
              reason: state.reason,
            });
          }
        },
      ),
    );
  });
});
