// The clock of a case against a slow calculation that anybody can follow: minute by minute, from filing on.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../core/case.ts';
import { type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { alarm, instant, person, reportAt, type Town, defaultTables as tables, town } from './test-town.ts';

const operator = person('operator');
const start = instant('2026-09-30T07:00:00+08:00');

/** Categories and conditions with a limit on each clock. */
const kinds = [
  { category: '05-06', condition: 'standing_water', limitMinutes: 120, isUrgent: true },
  { category: '01-03', condition: 'damaged', limitMinutes: 240, isUrgent: false },
  { category: '01-03', condition: 'bouncing', limitMinutes: 2 * 480, isUrgent: false },
] as const;

const action = fc.record({
  waitMinutes: fc.oneof(fc.nat({ max: 90 }), fc.nat({ max: 3_000 })),
  what: fc.constantFrom(
    ...(['extend', 'suspend', 'resume', 'handle', 'rework', 'return', 'dispatch', 'accept'] as const),
  ),
});

/** China's working minutes on the official calendar, from the wall clock alone. */
function works(at: EpochMs): boolean {
  const local = new Date(at + 8 * hourMs);
  const date = local.toISOString().slice(0, 10);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const year = tables.years[date.slice(0, 4)];
  const isHoliday = year?.holidays.some((holiday) => holiday.from <= date && date <= holiday.to) === true;
  const isWeekday = local.getUTCDay() >= 1 && local.getUTCDay() <= 5;
  const isDay = year?.workdays.includes(date) === true || (isWeekday && !isHoliday);
  return isDay && ((minute >= 480 && minute < 720) || (minute >= 840 && minute < 1080));
}

/**
 * The slow clock: ticks every minute in which the limit runs. Suspension stops it; extensions give more; hand-offs,
 * returns, rework and the time the centre takes to verify change nothing.
 */
class SlowClock {
  #used = 0;
  granted: number;
  isSuspended = false;
  readonly #isUrgent: boolean;

  constructor(kind: (typeof kinds)[number]) {
    this.granted = kind.limitMinutes;
    this.#isUrgent = kind.isUrgent;
  }

  pass(from: EpochMs, to: EpochMs): void {
    for (let at = from; at < to; at += minuteMs) {
      if (!this.isSuspended && (this.#isUrgent || works(at))) this.#used += 1;
    }
  }

  get isUsedUp(): boolean {
    return this.#used >= this.granted;
  }

  /** When it will be used up if nothing happens, or was: then the past cannot tell it any more. */
  dueAt(now: EpochMs): EpochMs | null {
    if (this.isSuspended || this.isUsedUp) return null;
    let left = this.granted - this.#used;
    let at = now;
    for (; left > 0; at += minuteMs) if (this.#isUrgent || works(at)) left -= 1;
    return at;
  }
}

function filed(here: Town, kind: (typeof kinds)[number], now: EpochMs): Case {
  const { category, condition } = kind;
  const reported = here.book.report(reportAt({ category, condition }), operator, now);
  if (!reported.ok) throw new Error(reported.error.detail.en);
  const done = here.book.act({ caseId: reported.value.id, action: 'file' }, operator, now);
  if (!done.ok) throw new Error(done.error.detail.en);
  return done.value;
}

describe('the clock of a case', () => {
  it('agrees with a person who counts the minutes', () => {
    let compared = 0;
    let overdue = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.nat({ max: 14 * 1_440 }),
        fc.array(action, { minLength: 4, maxLength: 14 }),
        (kind, startMinute, actions) => {
          const here = town(tables);
          let now = start + startMinute * minuteMs;
          const { id } = filed(here, kind, now);
          const slow = new SlowClock(kind);
          let wasOverdue = false;
          for (const { waitMinutes, what } of actions) {
            const next = now + waitMinutes * minuteMs;
            const mayRun = ['filed', 'dispatched', 'handling'].includes(here.cases.get(id)?.state ?? '');
            const dueAt = slow.dueAt(now);
            slow.pass(now, next);
            now = next;
            here.book.due(id, now);
            if (mayRun && dueAt !== null && dueAt <= now) wasOverdue = true;
            const request = { caseId: id, action: what, reason: 'r', note: 'n', unitId: 'drainage' } as const;
            const until = now + 300 * 24 * hourMs;
            const acted = here.book.act({ ...request, until }, operator, now);
            if (acted.ok && what === 'suspend') slow.isSuspended = true;
            if (acted.ok && what === 'resume') slow.isSuspended = false;
            if (acted.ok && what === 'extend') {
              const approved = here.book.act({ ...request, action: 'approve_extension' }, operator, now);
              if (approved.ok) slow.granted += kind.limitMinutes;
            }
            const subject = here.cases.get(id);
            if (subject === undefined) throw new Error('the case is there');
            const runsNow = ['filed', 'dispatched', 'handling'].includes(subject.state);
            if (runsNow && slow.isUsedUp && !slow.isSuspended) wasOverdue = true;
            expect(subject.overdue).toBe(wasOverdue);
            const expected = slow.dueAt(now);
            if (slow.isSuspended) expect(subject.dueAt).toBeNull();
            else if (expected !== null) {
              expect(subject.dueAt).toBe(expected);
              compared += 1;
            } else expect(subject.dueAt).toBeLessThanOrEqual(now);
          }
          if (wasOverdue) overdue += 1;
        },
      ),
      { numRuns: 150, seed: 20261124 },
    );
    expect(compared).toBeGreaterThan(200);
    expect(overdue).toBeGreaterThan(20);
  });

  it('begins anew when a closed case is reopened', () => {
    const here = town(tables);
    here.book.alarmRaised(alarm(), start);
    here.book.alarmCleared(alarm(), start + minuteMs);
    const later = start + 9 * hourMs;
    const { id } = [...here.cases.values()][0] as Case;
    for (const what of ['handle', 'verify', 'reopen'] as const) {
      here.book.act({ caseId: id, action: what, note: 'n', reason: 'r' }, operator, later);
    }
    expect(here.cases.get(id)).toMatchObject({
      state: 'filed',
      dueAt: later + 2 * hourMs,
      remindedPercent: 0,
    });
  });
});
