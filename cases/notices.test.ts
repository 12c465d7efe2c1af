import { describe, expect, it } from 'vitest';
import type { CaseActionRequest } from '../core/commands.ts';
import type { Roster } from '../core/roster.ts';
import { dayMs, type EpochMs, hourMs, minuteMs } from '../core/time.ts';
import { alarm, defaultTables, instant, person, reportAt, type Town, town, tuesday } from './test-town.ts';

const told = (here: Town) =>
  here.desk
    .take()
    .map(({ kind, unitId, username }) => [kind, unitId, username].filter((one) => one).join(' '));

/** A flood case of which everybody has been told. */
function flooded(roster: Partial<Roster> = {}) {
  const here = town(defaultTables);
  const nobody = { unitId: 'drainage', first: null, deputy: null, shifts: [], absences: [], version: 1 };
  here.rosters.set('drainage', { ...nobody, ...roster });
  const { id } = here.book.alarmRaised(alarm(), tuesday);
  return { here, id, first: told(here) };
}

function act(here: Town, id: string, at: EpochMs, request: Partial<CaseActionRequest>) {
  const words = { reason: 'because', note: 'done' };
  const acted = here.book.act(
    { caseId: id, action: 'comment', ...words, ...request },
    person('operator'),
    at,
  );
  if (!acted.ok) throw new Error(acted.error.detail.en);
  return acted.value;
}

describe('a dispatch', () => {
  it('is told to the unit, and to the one that supervises it', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm(), tuesday);
    const [first, ...others] = here.desk.take();
    expect(first).toMatchObject({
      id: 'N000001',
      kind: 'dispatch',
      unitId: 'drainage',
      caseId: '20261124-0001',
      alarmId: 'a-1',
      severity: 'yellow',
      quiet: false,
      title: { zh: '请处置:道路积水·北关路口', en: 'Please handle: Water on the road, 北关路口' },
      path: '/cases/20261124-0001',
      at: tuesday,
    });
    expect(first?.text.zh).toContain('截止 2026-11-24 12:00');
    expect(others.map(({ kind, unitId }) => [kind, unitId])).toEqual([['copy', 'bureau']]);
    expect(here.desk.take()).toEqual([]);
  });

  it('reaches the person on duty, with a copy for the deputy', () => {
    const { first } = flooded({ first: 'zhang', deputy: 'li' });
    expect(first).toEqual(['dispatch drainage zhang', 'copy drainage li', 'copy bureau']);
  });

  it('reaches the deputy where the person on duty is away, and the case says why', () => {
    const away = { username: 'zhang', from: tuesday - hourMs, to: tuesday + hourMs, reason: '休假' };
    const { here, id, first } = flooded({ first: 'zhang', deputy: 'li', absences: [away] });
    expect(first).toEqual(['dispatch drainage li', 'copy bureau']);
    expect(here.cases.get(id)?.timeline.at(-1)?.note).toContain('值班 li,zhang 不在:休假');
  });

  it('reaches whose shift it is, and the unit itself where nobody is there', () => {
    const shift = { username: 'zhao', from: tuesday - hourMs, to: tuesday + hourMs };
    expect(flooded({ first: 'zhang', shifts: [shift] }).first[0]).toBe('dispatch drainage zhao');
    const away = { username: 'zhang', from: 0, to: tuesday + dayMs, reason: '出差' };
    expect(flooded({ first: 'zhang', absences: [away] }).first[0]).toBe('dispatch drainage');
  });

  it('to another unit tells both', () => {
    const { here, id } = flooded();
    act(here, id, tuesday + minuteMs, { action: 'dispatch', unitId: 'water', reason: 'theirs' });
    expect(told(here)).toEqual(['recall drainage', 'dispatch water', 'copy bureau']);
    act(here, id, tuesday + 2 * minuteMs, { action: 'dispatch', unitId: 'bureau', reason: '', note: '' });
    const notes = here.cases
      .get(id)
      ?.timeline.slice(-2)
      .map(({ note }) => note.split('; ').at(-1));
    expect(notes).toEqual(['done', '转办未说明原因 / handed on without a reason']);
  });

  it('that finds no unit is told to the centre', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm({ pointId: 'nobody' }), tuesday);
    expect(told(here)).toEqual(['attention']);
  });
});

describe('what else is told', () => {
  it('a report to be filed, a return, an extension, work that is done and a rework', () => {
    const { here, id } = flooded();
    act(here, id, tuesday + 1, { action: 'accept' });
    expect(told(here)).toEqual([]);
    act(here, id, tuesday + 2, { action: 'extend' });
    expect(told(here)).toEqual(['attention']);
    act(here, id, tuesday + 3, { action: 'approve_extension' });
    expect(told(here)).toEqual(['attention drainage']);
    act(here, id, tuesday + 4, { action: 'handle' });
    expect(told(here)).toEqual(['attention']);
    act(here, id, tuesday + 5, { action: 'rework' });
    expect(told(here)).toEqual(['rework drainage']);
    act(here, id, tuesday + 6, { action: 'return' });
    expect(told(here)).toEqual(['attention']);
    here.book.report(reportAt({ pointId: 'cover-7', category: '01-02' }), person('operator'), tuesday + 7);
    expect(told(here)).toEqual(['attention']);
  });

  it('that it has become worse, and nothing where it becomes better', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm({ severity: 'blue' }), tuesday);
    expect(told(here)).toEqual(['dispatch drainage', 'copy bureau']);
    here.book.alarmChanged(alarm({ severity: 'orange' }), tuesday + minuteMs);
    expect(told(here)).toEqual(['worse drainage', 'worse bureau']);
    here.book.alarmChanged(alarm({ severity: 'yellow' }), tuesday + 2 * minuteMs);
    expect(told(here)).toEqual([]);
  });

  it('that all is back to normal is offered for closing, to the unit and the centre', () => {
    const { here } = flooded();
    here.book.alarmCleared(alarm(), tuesday + minuteMs);
    expect(told(here)).toEqual(['closing_offered drainage', 'closing_offered']);
  });

  it('nothing of what is refused, or no news', () => {
    const { here, id } = flooded();
    here.book.act({ caseId: id, action: 'verify' }, person('operator'), tuesday + 1);
    here.book.alarmRaised(alarm({ id: 'a-2' }), tuesday + 2);
    act(here, id, tuesday + 3, { action: 'comment' });
    expect(told(here)).toEqual([]);
  });
});

describe('reminders', () => {
  /** Each change that time makes, with the minute after Tuesday at which it came and who was told. */
  function course(here: Town, id: string, until: EpochMs) {
    const steps: [number, string, string[]][] = [];
    for (let at = here.book.nextDueAt(id); at !== null && at <= until; at = here.book.nextDueAt(id)) {
      const changed = here.book.due(id, at);
      steps.push([(at - tuesday) / minuteMs, changed?.timeline.at(-1)?.action ?? '', told(here)]);
    }
    return steps;
  }

  it('come at 50, 80 and 100 % of the limit, escalations at 120 and 150 % up to the inspection office', () => {
    const { here, id } = flooded({ first: 'zhang', deputy: 'li' });
    here.papers.receive({ caseId: id, noticeId: 'N000001', unitId: 'drainage', username: 'zhang' }, tuesday);
    here.desk.take();
    expect(course(here, id, tuesday + dayMs)).toEqual([
      [60, 'reminder', ['reminder drainage zhang']],
      [96, 'reminder', ['reminder drainage zhang', 'reminder drainage li']],
      [120, 'reminder', ['reminder drainage zhang', 'reminder drainage li', 'reminder bureau']],
      [144, 'escalation', ['escalation drainage zhang', 'escalation bureau']],
      [180, 'escalation', ['escalation drainage zhang', 'escalation bureau', 'escalation inspectors']],
    ]);
    expect(here.cases.get(id)).toMatchObject({ overdue: true, remindedPercent: 150 });
  });

  it('a notice that nobody opens goes to the deputy and the centre as well', () => {
    const { here, id } = flooded({ first: 'zhang', deputy: 'li' });
    expect(course(here, id, tuesday + 30 * minuteMs)).toEqual([
      [15, 'unreceived', ['reminder drainage li', 'reminder']],
    ]);
  });

  it('an extension puts them off, and what its share has passed is not said again', () => {
    const { here, id } = flooded();
    course(here, id, tuesday + 70 * minuteMs);
    act(here, id, tuesday + 90 * minuteMs, { action: 'extend' });
    act(here, id, tuesday + 90 * minuteMs, { action: 'approve_extension' });
    told(here);
    // Of four hours now: 80 % at 192 minutes; 50 % at 120 was not reached yet.
    expect(course(here, id, tuesday + 239 * minuteMs).map(([minute, action]) => [minute, action])).toEqual([
      [120, 'reminder'],
      [192, 'reminder'],
    ]);
  });

  it('stand still while the case is suspended or the unit has reported back', () => {
    const { here, id } = flooded();
    act(here, id, tuesday + 10 * minuteMs, { action: 'accept' });
    act(here, id, tuesday + 10 * minuteMs, { action: 'suspend', until: tuesday + 5 * hourMs });
    expect(course(here, id, tuesday + 6 * hourMs).map(([minute, action]) => [minute, action])).toEqual([
      [300, 'resume'],
      [350, 'reminder'],
    ]);
    act(here, id, tuesday + 6 * hourMs, { action: 'handle' });
    told(here);
    expect(course(here, id, tuesday + dayMs)).toEqual([[390, 'stage_overdue', ['attention']]]);
  });

  it('of several that a late tick finds due only the last is given', () => {
    const { here, id } = flooded();
    told(here);
    here.book.due(id, tuesday + 10 * hourMs);
    const actions = here.cases
      .get(id)
      ?.timeline.slice(3)
      .map(({ action }) => action);
    expect(actions).toEqual(['unreceived', 'overdue', 'escalation']);
    expect(here.book.nextDueAt(id)).toBeNull();
  });
});

describe('receipts', () => {
  it('stand in the timeline once for each who opened the link', () => {
    const { here, id } = flooded();
    const receipt = { caseId: id, noticeId: 'N000001', unitId: 'drainage', username: null };
    const received = here.papers.receive(receipt, tuesday + minuteMs);
    expect(received).toMatchObject({ ok: true, value: { state: 'dispatched', receivedBy: ['drainage'] } });
    const row = here.cases.get(id);
    expect(row?.timeline.at(-1)).toMatchObject({ action: 'receipt', by: 'drainage', at: tuesday + minuteMs });
    expect(here.papers.receive(receipt, tuesday + 2 * minuteMs)).toEqual(received);
    expect(here.cases.get(id)).toBe(row);
    here.papers.receive({ ...receipt, unitId: 'bureau', noticeId: 'N000002' }, tuesday + 3 * minuteMs);
    expect(here.cases.get(id)?.receivedBy).toEqual(['drainage', 'bureau']);
  });

  it('of the supervisor alone do not count as the unit’s', () => {
    const { here, id } = flooded();
    here.papers.receive({ caseId: id, noticeId: 'N2', unitId: 'bureau', username: null }, tuesday + minuteMs);
    expect(here.book.nextDueAt(id)).toBe(tuesday + 15 * minuteMs);
  });
});

describe('the digest', () => {
  it('gathers what is of low severity until its hour, one for each recipient', () => {
    const here = town(defaultTables);
    const low = { severity: 'blue', category: '90-02', ruleId: 'battery-low' } as const;
    here.book.alarmRaised(alarm({ ...low, id: 'b-1' }), tuesday);
    here.book.alarmRaised(alarm({ ...low, id: 'b-2', category: '90-03' }), tuesday + hourMs);
    expect(told(here)).toEqual([]);
    expect([...here.desk.takeFresh()].sort()).toEqual(['bureau|', 'drainage|']);
    const four = instant('2026-11-24T16:00:00+08:00');
    expect(here.desk.dueAt('drainage|')).toBe(four);
    here.desk.due('drainage|', four - 1);
    expect(told(here)).toEqual([]);
    here.desk.due('drainage|', four);
    const [digest] = here.desk.take();
    expect(digest).toMatchObject({ kind: 'digest', unitId: 'drainage', quiet: true, caseId: null, at: four });
    expect(digest?.title.zh).toBe('2 条案件通知汇总');
    expect(digest?.text.zh.split('\n')).toHaveLength(2);
    expect(here.desk.dueAt('drainage|')).toBeNull();
  });

  it('of one notice is that notice', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm({ severity: 'blue', category: '90-01' }), tuesday);
    const four = instant('2026-11-24T16:00:00+08:00');
    here.desk.due('drainage|', four);
    expect(here.desk.take()).toMatchObject([{ kind: 'dispatch', quiet: true, caseId: '20261124-0001' }]);
  });

  it('holds up no case whose limit runs day and night, however low', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm({ severity: 'blue' }), tuesday);
    expect(here.desk.take()).toMatchObject([{ kind: 'dispatch', quiet: false }, { kind: 'copy' }]);
  });

  it('holds up no escalation', () => {
    const here = town(defaultTables);
    const { id } = here.book.alarmRaised(alarm({ severity: 'blue', category: '90-01' }), tuesday);
    here.book.due(id, tuesday + 10 * dayMs);
    expect(told(here)).toEqual(['escalation drainage', 'escalation bureau', 'escalation inspectors']);
  });
});
