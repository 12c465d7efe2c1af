import { describe, expect, it } from 'vitest';
import { minuteMs } from '../core/time.ts';
import { alarm, defaultTables, person, town, tuesday } from './test-town.ts';

const told = (here: ReturnType<typeof town>) =>
  here.book.takeNotices().map(({ kind, unitId, title }) => `${kind} ${unitId} ${title.zh}`);

describe('notices', () => {
  it('a dispatched case is told to the unit, and to the one that supervises it', () => {
    const here = town(defaultTables);
    here.book.alarmRaised(alarm(), tuesday);
    const notices = here.book.takeNotices();
    expect(notices[0]).toMatchObject({
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
    expect(notices.map(({ kind, unitId }) => [kind, unitId])).toEqual([
      ['dispatch', 'drainage'],
      ['copy', 'bureau'],
    ]);
    expect(here.book.takeNotices()).toEqual([]);
  });

  it('a hand-off tells the new unit', () => {
    const here = town(defaultTables);
    const { id } = here.book.alarmRaised(alarm(), tuesday);
    here.book.takeNotices();
    const request = { caseId: id, action: 'dispatch', unitId: 'water', reason: 'theirs' } as const;
    here.book.act(request, person('operator'), tuesday + minuteMs);
    expect(told(here)).toContain('dispatch water 请处置:道路积水·北关路口');
  });

  it('what is refused, or no news, is not told', () => {
    const here = town(defaultTables);
    const { id } = here.book.alarmRaised(alarm(), tuesday);
    here.book.takeNotices();
    here.book.act({ caseId: id, action: 'verify' }, person('operator'), tuesday + 1);
    here.book.alarmRaised(alarm({ id: 'a-2' }), tuesday + 2);
    expect(told(here)).toEqual([]);
  });
});
