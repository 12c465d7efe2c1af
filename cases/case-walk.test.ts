// A hundred thousand random actions of people, and as much weather, against the rules that always hold, and against a book restored on the way.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '../core/alarm.ts';
import { type Case, caseActions, endedCaseStates } from '../core/case.ts';
import { severities, severityRank } from '../core/severity.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { keyOfCase } from './case-index.ts';
import {
  alarm,
  person,
  reportAt,
  restoredTown,
  type Town,
  defaultTables as tables,
  town,
  tuesday,
} from './test-town.ts';
import { caseSteps } from './workflow.ts';

const places: readonly Partial<Alarm>[] = [
  { pointId: 'north-gate', category: '05-06' },
  { pointId: 'cover-7', category: 'component', ruleId: 'cover-displaced' },
  { pointId: 'nobody', category: '90-03' },
  { pointId: null, deviceId: 'loose', category: '90-01' },
];
const people = [person('operator'), person('crew', 'drainage'), person('crew', 'water'), person('viewer')];

const waitMs = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 }).map((count) => count * minuteMs) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }).map((count) => count * hourMs) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }).map((count) => count * dayMs) },
);
const pick = fc.nat({ max: 1_000 });
const step = fc.record({
  waitMs,
  kind: fc.constantFrom('raise', 'change', 'clear', 'report', 'act', 'act', 'act', 'act', 'act', 'tick'),
  place: fc.nat({ max: places.length - 1 }),
  severity: fc.constantFrom(...severities),
  action: fc.constantFrom(...caseActions),
  person: fc.constantFrom(0, 0, 0, 0, 1, 2, 3),
  unitId: fc.constantFrom('drainage', 'water', 'bureau', 'nowhere'),
  override: fc.boolean(),
  which: pick,
});
type Step = typeof step extends fc.Arbitrary<infer Taken> ? Taken : never;

/** The alarms that are active, as the rules would keep them: at most two per place. */
type Sky = Map<string, Alarm>;

/** Does a step in a town. What it picks depends only on the town's state, so equal towns do equal things. */
function take(here: Town, sky: Sky, taken: Step, serial: number, now: EpochMs): unknown {
  const { book, cases } = here;
  const active = [...sky.values()];
  const one = active[taken.which % Math.max(1, active.length)];
  const ids = [...cases.keys()].sort();
  const caseId = ids[ids.length - 1 - (taken.which % Math.max(1, Math.min(5, ids.length)))];
  switch (taken.kind) {
    case 'raise': {
      const place = places[taken.place] ?? {};
      const raised = alarm({ ...place, id: `a-${serial}`, severity: taken.severity, raisedAt: now });
      const same = active.filter((known) => known.pointId === raised.pointId);
      if (same.length >= 2) return null;
      sky.set(raised.id, raised);
      return book.alarmRaised(raised, now);
    }
    case 'change': {
      if (one === undefined) return null;
      const changed = { ...one, severity: taken.severity };
      sky.set(one.id, changed);
      return book.alarmChanged(changed, now);
    }
    case 'clear':
      if (one === undefined) return null;
      sky.delete(one.id);
      return book.alarmCleared({ ...one, condition: 'cleared' }, now);
    case 'report': {
      const place = places[taken.place] ?? {};
      const where =
        taken.which % 3 === 0 ? { pointId: null, lon: 109.8, lat: 35.6 } : { pointId: place.pointId ?? null };
      const category = place.category ?? '05-06';
      return book.report(reportAt({ category, ...where }), people[taken.person] ?? person('viewer'), now);
    }
    case 'act': {
      const { action, unitId, override } = taken;
      const until = now + ((taken.which % 40) + 1) * dayMs;
      const request = { caseId: caseId ?? 'none', action, unitId, override, until, reason: 'r', note: 'n' };
      return book.act(request, people[taken.person] ?? person('viewer'), now);
    }
    case 'tick':
      return null;
  }
  return null;
}

/** As the engine does it: whatever is due by `now`, in order of time and id. */
function passTime(here: Town, now: EpochMs): void {
  for (;;) {
    let next: { id: string; at: EpochMs } | null = null;
    for (const id of [...here.cases.keys()].sort()) {
      const at = here.book.nextDueAt(id);
      if (at !== null && at <= now && (next === null || at < next.at)) next = { id, at };
    }
    if (next === null) return;
    expect(here.book.due(next.id, now)).not.toBeNull();
  }
}

function holds(here: Town, before: ReadonlyMap<string, Case>, sky: Sky): void {
  const live = new Map<string, string>();
  const followed = new Map<string, string>();
  for (const subject of here.cases.values()) {
    // One open case per key.
    const key = keyOfCase(subject);
    if (key !== null && (!endedCaseStates.has(subject.state) || subject.activeAlarmIds.length > 0)) {
      if (live.has(key)) expect.fail(`${subject.id} and ${live.get(key)} are both about ${key}`);
      live.set(key, subject.id);
    }
    for (const id of subject.activeAlarmIds) {
      if (followed.has(id)) expect.fail(`${subject.id} and ${followed.get(id)} both follow ${id}`);
      followed.set(id, subject.id);
    }
    const old = before.get(subject.id);
    // What has not changed was looked at when it did.
    if (old === subject) continue;
    expect(subject.alarmIds).toEqual(expect.arrayContaining([...subject.activeAlarmIds]));
    const { timeline } = subject;
    // The timeline explains the state, from entry to entry.
    expect(timeline.at(-1)?.to).toBe(subject.state);
    timeline.forEach((entry, n) => {
      const last = timeline[n - 1];
      // Plain comparisons: each is made millions of times.
      if (entry.from !== (last?.to ?? null)) expect.fail(`entry ${n} of ${subject.id} begins elsewhere`);
      if (last === undefined) return;
      if (entry.at < last.at) expect.fail(`entry ${n} of ${subject.id} goes back in time`);
      if (entry.from !== entry.to && !Object.values(caseSteps[last.to]).includes(entry.to)) {
        expect.fail(`${entry.action} cannot lead ${subject.id} from ${last.to} to ${entry.to}`);
      }
    });
    expect(subject.version).toBe(timeline.length);
    const count = (action: string) => timeline.filter((entry) => entry.action === action).length;
    expect(subject).toMatchObject({
      overdue: count('overdue') > 0,
      returnCount: count('return'),
      reworkCount: count('rework'),
      reopenCount: count('reopen'),
      extensionCount: count('approve_extension'),
      suspensionCount: count('suspend'),
    });
    expect(count('overdue')).toBeLessThanOrEqual(1);
    expect(subject.extensionCount).toBeLessThanOrEqual(2);
    expect(subject.suspensionCount).toBeLessThanOrEqual(1);
    // Facts of the row that hang together.
    expect(subject.closedAt !== null).toBe(subject.state === 'closed');
    expect(subject.suspendedAt === null).toBe(subject.suspendedUntil === null);
    if (subject.suspendedAt !== null || subject.state === 'reported') expect(subject.dueAt).toBeNull();
    else if (!endedCaseStates.has(subject.state)) expect(subject.dueAt).not.toBeNull();
    if (['reported', 'filed'].includes(subject.state)) expect(subject.unitId).toBeNull();
    if (['dispatched', 'handling', 'handled', 'closed'].includes(subject.state)) {
      expect(subject.unitId).not.toBeNull();
    }
    if (old === undefined) continue;
    // Nothing that was is erased.
    expect(subject.version).toBeGreaterThan(old.version);
    expect(timeline.slice(0, old.timeline.length)).toEqual(old.timeline);
    expect(subject.overdue || !old.overdue).toBe(true);
    // A clock never runs back: within one run of the limit, what is due comes later or stays.
    if (old.dueAt !== null && subject.dueAt !== null && subject.reopenCount === old.reopenCount) {
      expect(subject.dueAt).toBeGreaterThanOrEqual(old.dueAt);
    }
    expect(severityRank(subject.severity)).toBeGreaterThanOrEqual(severityRank(old.severity));
  }
  // Every active alarm has its case, and no other has.
  expect([...followed.keys()].sort()).toEqual([...sky.keys()].sort());
}

describe('a random walk', () => {
  it('keeps the rules, and a book restored on the way goes on as the first', { timeout: 300_000 }, () => {
    const reached = new Set<string>();
    let acted = 0;
    const walks = fc.array(step, { minLength: 150, maxLength: 150, size: 'max' });
    fc.assert(
      fc.property(walks, fc.nat({ max: 149 }), (steps, cut) => {
        const here = town(tables);
        let there: Town | null = null;
        const sky: Sky = new Map();
        let skyThere: Sky = new Map();
        let now = tuesday;
        steps.forEach((taken, serial) => {
          now += taken.waitMs;
          if (taken.kind === 'act') acted += 1;
          const before = new Map(here.cases.entries());
          if (serial === cut) {
            there = restoredTown(here, tables);
            skyThere = new Map(sky);
          }
          passTime(here, now);
          const answer = take(here, sky, taken, serial, now);
          holds(here, before, sky);
          if (there !== null) {
            passTime(there, now);
            expect(take(there, skyThere, taken, serial, now)).toEqual(answer);
          }
          for (const subject of here.cases.values()) reached.add(subject.state);
        });
        const end = there as Town | null;
        expect(end?.cases.dump()).toEqual(here.cases.dump());
        expect(end?.counters.dump()).toEqual(here.counters.dump());
      }),
      { numRuns: 1_400, seed: 20261124 },
    );
    expect(acted).toBeGreaterThan(100_000);
    expect([...reached].sort()).toEqual([
      'cancelled',
      'closed',
      'dispatched',
      'filed',
      'handled',
      'handling',
      'not_filed',
      'reported',
    ]);
  });
});
