import { describe, expect, it } from 'vitest';
import type { Case, CaseAction } from '../core/case.ts';
import type { CaseActionRequest } from '../core/commands.ts';
import type { Actor } from '../core/person.ts';
import type { Refusal } from '../core/ports.ts';
import type { Result } from '../core/result.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import {
  alarm,
  instant,
  person,
  reportAt,
  restoredTown,
  type Town,
  defaultTables as tables,
  town,
  tuesday,
} from './test-town.ts';

const operator = person('operator');
const crew = person('crew', 'drainage');

function right<Value>(result: Result<Value, Refusal>): Value {
  if (!result.ok) throw new Error(`refused: ${result.error.kind}, ${result.error.detail.en}`);
  return result.value;
}

/** Does each action in turn, a minute apart, and gives the case after the last. */
function walk(
  here: Town,
  subject: Case,
  from: EpochMs,
  ...steps: [CaseAction, Partial<CaseActionRequest>?][]
) {
  return steps.reduce((current, [action, over], n) => {
    const request = {
      caseId: current.id,
      action,
      reason: 'because',
      note: 'done',
      unitId: 'drainage',
      ...over,
    };
    return right(here.book.act(request, operator, from + n * minuteMs));
  }, subject);
}

const summary = (subject: Case) =>
  subject.timeline.map((entry) => `${entry.by} ${entry.action} ${entry.from ?? '-'}>${entry.to}`);

describe('alarms', () => {
  it('an alarm’s case is reported, filed and dispatched at once to the unit of the registry', () => {
    const { book } = town(tables);
    const subject = book.alarmRaised(alarm(), tuesday);
    expect(subject).toMatchObject({
      id: '20261124-0001',
      category: '05-06',
      condition: 'standing_water',
      title: { zh: '道路积水·北关路口', en: 'Water on the road, 北关路口' },
      state: 'dispatched',
      unitId: 'drainage',
      responsibility: 'maintainer',
      source: 'alarm',
      lon: 109.84,
      reportedAt: tuesday,
      dispatchedAt: tuesday,
      dueAt: tuesday + 2 * hourMs,
      stageDueAt: tuesday + 2 * hourMs,
      alarmIds: ['a-1'],
      activeAlarmIds: ['a-1'],
      version: 3,
    });
    expect(summary(subject)).toEqual([
      'rules report ->reported',
      'rules file reported>filed',
      'rules dispatch filed>dispatched',
    ]);
    expect(subject.timeline[2]?.note).toBe('派往排水管理所(养护单位) / to 排水管理所, maintainer');
  });

  it('a cover’s category comes from its component code, its title from the words of the field', () => {
    const displaced = alarm({ ruleId: 'cover-displaced', category: 'component', pointId: 'cover-7' });
    expect(town(tables).book.alarmRaised(displaced, tuesday)).toMatchObject({
      category: '01-02',
      title: { zh: '井盖位移·7 号井' },
      unitId: 'water',
      responsibility: 'owner',
    });
  });

  it('without a responsible unit the case stays filed and says why', () => {
    const subject = town(tables).book.alarmRaised(alarm({ pointId: 'nobody' }), tuesday);
    expect(subject).toMatchObject({ state: 'filed', unitId: null, responsibility: null });
    expect(subject.timeline.at(-1)?.note).toContain('no responsible unit');
  });

  it('equipment that stands at no point has cases of its own', () => {
    const { book } = town(tables);
    const offline = {
      category: '90-01',
      pointId: null,
      deviceId: 'loose',
      title: { zh: '设备离线', en: 'x' },
    };
    const first = book.alarmRaised(alarm({ ...offline, id: 'o-1' }), tuesday);
    expect(first).toMatchObject({ title: { zh: '设备离线·loose' }, pointId: null, state: 'filed' });
    const other = book.alarmRaised(alarm({ ...offline, id: 'o-2', deviceId: 'looser' }), tuesday);
    expect(other.id).not.toBe(first.id);
    expect(book.alarmRaised(alarm({ ...offline, id: 'o-3' }), tuesday + 1).id).toBe(first.id);
  });

  it('there is one open case per point and category, and it takes the worst severity', () => {
    const { book, cases } = town(tables);
    const first = book.alarmRaised(alarm(), tuesday);
    const second = book.alarmRaised(alarm({ id: 'a-2', severity: 'red', ruleId: 'flood-rise' }), tuesday + 1);
    const third = book.alarmRaised(alarm({ id: 'a-3', severity: 'blue' }), tuesday + 2);
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    expect(third).toMatchObject({ severity: 'red', activeAlarmIds: ['a-1', 'a-2', 'a-3'] });
    expect(book.alarmRaised(alarm({ id: 'b', category: '90-01' }), tuesday + 3).id).not.toBe(first.id);
    expect(cases.size).toBe(2);
  });

  it('the same alarm twice changes nothing', () => {
    const { book } = town(tables);
    const first = book.alarmRaised(alarm(), tuesday);
    expect(book.alarmRaised(alarm(), tuesday + 1)).toBe(first);
  });

  it('only a rise in severity is news to the case', () => {
    const { book } = town(tables);
    book.alarmRaised(alarm(), tuesday);
    expect(book.alarmChanged(alarm({ severity: 'yellow', value: 200 }), tuesday + 1)).toBeNull();
    expect(book.alarmChanged(alarm({ severity: 'orange', value: 260 }), tuesday + 2)?.severity).toBe(
      'orange',
    );
    expect(book.alarmChanged(alarm({ severity: 'blue' }), tuesday + 3)).toBeNull();
    expect(book.alarmChanged(alarm({ id: 'unknown' }), tuesday + 4)).toBeNull();
  });

  it('the last alarm to clear offers closing', () => {
    const { book } = town(tables);
    book.alarmRaised(alarm(), tuesday);
    book.alarmRaised(alarm({ id: 'a-2' }), tuesday);
    const one = book.alarmCleared(alarm(), tuesday + 1);
    expect(one?.activeAlarmIds).toEqual(['a-2']);
    expect(one?.timeline.at(-1)?.note).not.toContain('closed');
    const none = book.alarmCleared(alarm({ id: 'a-2' }), tuesday + 2);
    expect(none).toMatchObject({ activeAlarmIds: [], alarmIds: ['a-1', 'a-2'], state: 'dispatched' });
    expect(none?.timeline.at(-1)?.note).toContain('can be verified and closed');
    expect(book.alarmCleared(alarm(), tuesday + 3)).toBeNull();
  });

  it('a device that comes and goes for months does not grow its case without end', () => {
    const { book } = town(tables);
    let subject = book.alarmRaised(alarm({ id: 'n-0' }), tuesday);
    for (let n = 0; n < 2_000; n++) {
      book.alarmCleared(alarm({ id: `n-${n}` }), tuesday + n * 2);
      subject = book.alarmRaised(alarm({ id: `n-${n + 1}` }), tuesday + n * 2 + 1);
    }
    expect(subject.timeline.length).toBe(500);
    expect(subject.alarmIds.length).toBe(500);
    expect(subject.activeAlarmIds).toEqual(['n-2000']);
    expect(subject.version).toBe(4_003);
  });
});

describe('recurrence', () => {
  function closed(here: Town): Case {
    const subject = here.book.alarmRaised(alarm(), tuesday);
    here.book.alarmCleared(alarm(), tuesday + minuteMs);
    return walk(here, subject, tuesday + 2 * minuteMs, ['accept'], ['handle'], ['verify']);
  }

  it('within 24 h of closing brings the closed case back, dispatched anew', () => {
    const here = town(tables);
    const before = closed(here);
    const again = (before.closedAt ?? 0) + dayMs;
    const back = here.book.alarmRaised(alarm({ id: 'a-2' }), again);
    expect(back).toMatchObject({
      id: before.id,
      state: 'dispatched',
      unitId: 'drainage',
      reopenCount: 1,
      closedAt: null,
      dueAt: again + 2 * hourMs,
      activeAlarmIds: ['a-2'],
    });
    expect(summary(back).slice(-3)).toEqual([
      'rules alarm closed>closed',
      'rules reopen closed>filed',
      'rules dispatch filed>dispatched',
    ]);
  });

  it('later than that is a new case', () => {
    const here = town(tables);
    const before = closed(here);
    const back = here.book.alarmRaised(alarm({ id: 'a-2' }), (before.closedAt ?? 0) + dayMs + 1);
    expect(back.id).not.toBe(before.id);
  });

  it('a case closed against its gauge comes back when the water rises further', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    walk(here, subject, tuesday + 1, ['handle'], ['verify', { override: true }]);
    const risen = here.book.alarmChanged(alarm({ severity: 'red' }), tuesday + 3 * dayMs);
    expect(risen).toMatchObject({ id: subject.id, state: 'dispatched', severity: 'red', reopenCount: 1 });
  });

  it('a cancelled case whose alarm goes on is the one that a further alarm joins', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    walk(here, subject, tuesday + 1, ['cancel']);
    const joined = here.book.alarmRaised(alarm({ id: 'a-2' }), tuesday + 2 * dayMs);
    expect(joined).toMatchObject({ id: subject.id, state: 'dispatched', activeAlarmIds: ['a-1', 'a-2'] });
  });

  it('an ended case does not come back by hand while another about the same goes on', () => {
    const here = town(tables);
    const before = closed(here);
    const newer = here.book.alarmRaised(alarm({ id: 'a-2' }), (before.closedAt ?? 0) + 2 * dayMs);
    const request = { caseId: before.id, action: 'reopen', reason: 'still wet' } as const;
    const refused = here.book.act(request, operator, tuesday + 4 * dayMs);
    expect(refused).toMatchObject({ error: { kind: 'conflict', allowed: ['comment'] } });
    expect(refused.ok === false && refused.error.detail.en).toContain(newer.id);
  });
});

describe('people', () => {
  it('a reported case waits to be filed, is filed, dispatched, handled and closed', () => {
    const here = town(tables);
    const reported = right(here.book.report(reportAt(), operator, tuesday));
    expect(reported).toMatchObject({
      state: 'reported',
      dueAt: null,
      stageDueAt: tuesday + 15 * minuteMs,
      severity: 'yellow',
    });
    const filed = walk(here, reported, tuesday + minuteMs, ['file']);
    expect(filed).toMatchObject({
      dueAt: tuesday + minuteMs + 2 * hourMs,
      stageDueAt: tuesday + 16 * minuteMs,
      unitId: null,
    });
    const dispatched = walk(here, filed, tuesday + 2 * minuteMs, ['dispatch', { unitId: 'qiaoshan' }]);
    expect(dispatched).toMatchObject({ unitId: 'qiaoshan', responsibility: 'manual', dueAt: filed.dueAt });
    const handed = walk(here, dispatched, tuesday + 3 * minuteMs, ['dispatch', { unitId: 'drainage' }]);
    expect(handed).toMatchObject({ unitId: 'drainage', responsibility: 'maintainer' });
    const handled = walk(here, handed, tuesday + 4 * minuteMs, ['handle', { photos: ['p1'] }]);
    expect(handled).toMatchObject({
      stageDueAt: tuesday + 34 * minuteMs,
      photos: ['p1'],
      dueAt: filed.dueAt,
    });
    const closed = walk(here, handled, tuesday + 5 * minuteMs, ['verify']);
    expect(closed).toMatchObject({ state: 'closed', closedAt: tuesday + 5 * minuteMs, stageDueAt: null });
    expect(here.book.nextDueAt(closed.id)).toBeNull();
  });

  it('a return clears the unit and is counted; the limit runs on', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const returned = right(
      here.book.act({ caseId: subject.id, action: 'return', reason: 'not ours' }, crew, tuesday + minuteMs),
    );
    expect(returned).toMatchObject({
      state: 'filed',
      unitId: null,
      responsibility: null,
      returnCount: 1,
      dueAt: subject.dueAt,
    });
    expect(returned.timeline.at(-1)).toMatchObject({ by: 'crew@drainage', note: 'not ours' });
    const again = walk(
      here,
      returned,
      tuesday + 2 * minuteMs,
      ['dispatch'],
      ['return'],
      ['dispatch'],
      ['handle'],
      ['rework'],
      ['handle'],
      ['rework'],
    );
    expect(again).toMatchObject({ returnCount: 2, reworkCount: 2, state: 'handling' });
  });

  it('a report about what is open already joins it', () => {
    const here = town(tables);
    const open = here.book.alarmRaised(alarm(), tuesday);
    const report = reportAt({ description: '过不去了', photos: ['p1'] });
    const joined = right(here.book.report(report, crew, tuesday + 1));
    expect(joined).toMatchObject({ id: open.id, photos: ['p1'], state: 'dispatched' });
    expect(joined.timeline.at(-1)).toMatchObject({ action: 'report', note: '路口有积水: 过不去了' });
  });

  it('an alarm about what a person reported files and dispatches it', () => {
    const here = town(tables);
    const reported = right(here.book.report(reportAt(), operator, tuesday));
    expect(here.book.alarmRaised(alarm(), tuesday + 1)).toMatchObject({
      id: reported.id,
      state: 'dispatched',
      source: 'inspector',
      unitId: 'drainage',
    });
  });

  it('a report needs a known category and a place, and leaves no trace when refused', () => {
    const here = town(tables);
    const flaws: [Parameters<typeof reportAt>[0], string][] = [
      [{ category: '77-01' }, 'category'],
      [{ pointId: 'nowhere' }, 'pointId'],
      [{ pointId: null }, 'pointId'],
      [{ pointId: null, lon: 109 }, 'lat'],
      [{ pointId: null, lon: 209, lat: 35 }, 'lon'],
    ];
    for (const [over, field] of flaws) {
      expect(here.book.report(reportAt(over), operator, tuesday)).toMatchObject({
        error: { kind: 'invalid', field },
      });
    }
    expect(here.book.report(reportAt(), person('viewer'), tuesday)).toMatchObject({
      error: { kind: 'forbidden' },
    });
    expect([here.cases.size, here.counters.size]).toEqual([0, 0]);
  });

  it('reports by coordinates alone never join each other', () => {
    const here = town(tables);
    const report = reportAt({ pointId: null, lon: 109.84, lat: 35.58, category: '05-05' });
    const ids = [0, 1].map((n) => right(here.book.report(report, operator, tuesday + n)).id);
    expect(ids).toEqual(['20261124-0001', '20261124-0002']);
  });

  it('an unknown case, unit or stale version changes nothing', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const act = (request: CaseActionRequest, actor: Actor = operator) =>
      here.book.act(request, actor, tuesday + 1);
    expect(act({ caseId: 'none', action: 'accept' })).toMatchObject({ error: { kind: 'not_found' } });
    expect(act({ caseId: subject.id, action: 'dispatch', unitId: 'nowhere' })).toMatchObject({
      error: { kind: 'invalid', field: 'unitId' },
    });
    expect(act({ caseId: subject.id, action: 'accept', version: 2 })).toMatchObject({
      error: { kind: 'conflict' },
    });
    expect(here.cases.get(subject.id)).toBe(subject);
  });
});

describe('time', () => {
  it('overdue is marked once, dated when it fell due, and never erased', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const dueAt = tuesday + 2 * hourMs;
    expect(here.book.due(subject.id, dueAt - 1)?.overdue).toBe(false);
    expect(here.book.nextDueAt(subject.id)).toBe(dueAt);
    const late = here.book.due(subject.id, dueAt + hourMs);
    expect(late?.overdue).toBe(true);
    const marks = late?.timeline.filter((entry) => entry.action === 'overdue');
    expect(marks).toMatchObject([{ by: 'clock', at: dueAt }]);
    expect(here.book.due(subject.id, dueAt + 2 * hourMs)).toBeNull();
    expect(here.book.nextDueAt(subject.id)).toBeNull();
    here.book.alarmCleared(alarm(), dueAt + 2 * hourMs);
    const closed = walk(here, subject, dueAt + 3 * hourMs, ['handle'], ['verify'], ['reopen']);
    expect(closed.overdue).toBe(true);
  });

  it('an action that comes before the tick finds the case overdue all the same', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const request = {
      caseId: subject.id,
      action: 'extend',
      reason: 'pump broken',
      version: subject.version,
    } as const;
    const refused = here.book.act(request, crew, tuesday + 2 * hourMs);
    expect(refused).toMatchObject({ error: { kind: 'conflict' } });
    expect(here.cases.get(subject.id)).toBe(subject);
    const handled = right(
      here.book.act({ ...request, action: 'handle', note: 'dry' }, crew, tuesday + 2 * hourMs),
    );
    expect(handled).toMatchObject({ state: 'handled', overdue: true });
  });

  it('a unit that has reported back is not late while the centre verifies, but a rework finds it so', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    walk(here, subject, tuesday + minuteMs, ['handle']);
    expect(here.book.due(subject.id, tuesday + 5 * hourMs)).toMatchObject({
      overdue: false,
      stageOverdue: true,
    });
    const again = walk(here, subject, tuesday + 6 * hourMs, ['rework']);
    expect(again).toMatchObject({ state: 'handling', overdue: true, reworkCount: 1 });
    expect(again.timeline.at(-1)?.at).toBe(tuesday + 6 * hourMs);
  });

  it('each approved extension adds one original limit', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const extended = walk(
      here,
      subject,
      tuesday + 1,
      ['extend'],
      ['approve_extension'],
      ['extend'],
      ['approve_extension'],
    );
    expect(extended).toMatchObject({
      dueAt: tuesday + 6 * hourMs,
      stageDueAt: tuesday + 6 * hourMs,
      extensionCount: 2,
    });
    const refused = walk(
      here,
      here.book.alarmRaised(alarm({ id: 'b', pointId: 'cover-7' }), tuesday),
      tuesday + 1,
      ['extend'],
      ['refuse_extension'],
    );
    expect(refused).toMatchObject({
      extensionCount: 0,
      extensionRequested: false,
      dueAt: tuesday + 2 * hourMs,
    });
  });

  it('a suspension stops the clock and gives back what was left, extensions included', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    const until = tuesday + 100 * dayMs;
    walk(here, subject, tuesday + 30 * minuteMs, ['extend'], ['approve_extension']);
    const suspended = walk(here, subject, tuesday + 60 * minuteMs, ['suspend', { until }]);
    expect(suspended).toMatchObject({ dueAt: null, stageDueAt: null, suspensionCount: 1 });
    expect(here.book.nextDueAt(subject.id)).toBe(until);
    const resumed = walk(here, subject, tuesday + 10 * dayMs, ['resume']);
    expect(resumed).toMatchObject({ dueAt: tuesday + 10 * dayMs + 3 * hourMs, suspendedAt: null });
  });

  it('a suspension in working time gives back working time', () => {
    const here = town(tables);
    const report = reportAt({ category: '01-03', condition: 'damaged', pointId: 'cover-7' });
    const reported = right(here.book.report(report, operator, tuesday));
    const until = instant('2026-11-28T12:00:00+08:00');
    // Filed at 10:00 with four working hours, suspended at 11:00, over on a Saturday.
    walk(here, reported, tuesday, ['file'], ['dispatch', { unitId: 'water' }]);
    walk(here, reported, tuesday + hourMs, ['suspend', { until }]);
    const resumed = here.book.due(reported.id, until + 5 * minuteMs);
    expect(resumed).toMatchObject({ dueAt: instant('2026-11-30T11:00:00+08:00'), suspendedUntil: null });
    expect(resumed?.timeline.at(-1)).toMatchObject({ action: 'resume', by: 'clock', at: until });
  });

  it('a tick that comes very late ends the suspension and marks the case overdue', () => {
    const here = town(tables);
    const subject = here.book.alarmRaised(alarm(), tuesday);
    walk(here, subject, tuesday + hourMs, ['suspend', { until: tuesday + dayMs }]);
    const late = here.book.due(subject.id, tuesday + 3 * dayMs);
    expect(late).toMatchObject({ overdue: true, suspendedAt: null, dueAt: tuesday + dayMs + hourMs });
    expect(late?.timeline.slice(-3).map((entry) => [entry.action, entry.at])).toEqual([
      ['resume', tuesday + dayMs],
      ['overdue', tuesday + dayMs + hourMs],
      ['escalation', tuesday + dayMs + 2 * hourMs],
    ]);
  });

  it('a case is numbered by the date of its town', () => {
    const { book } = town(tables);
    expect(book.alarmRaised(alarm(), instant('2026-11-24T23:59:00Z')).id).toBe('20261125-0001');
  });
});

describe('a restored book', () => {
  it('knows alarms, open cases and numbers as before', () => {
    const here = town(tables);
    const flood = here.book.alarmRaised(alarm(), tuesday);
    const loose = { category: '90-01', pointId: null, deviceId: 'loose' };
    const offline = here.book.alarmRaised(alarm({ ...loose, id: 'o-1' }), tuesday);
    const there = restoredTown(here, tables);
    expect(there.book.alarmCleared(alarm(), tuesday + 1)?.id).toBe(flood.id);
    expect(there.book.alarmRaised(alarm({ ...loose, id: 'o-2' }), tuesday + 2).id).toBe(offline.id);
    expect(there.book.alarmRaised(alarm({ id: 'n', pointId: 'nobody' }), tuesday + 3).id).toBe(
      '20261124-0003',
    );
  });
});
