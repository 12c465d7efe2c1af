import { describe, expect, it } from 'vitest';
import { minuteMs } from '../core/time.ts';
import { alarm, defaultTables, person, reportAt, type Town, town, tuesday } from './test-town.ts';

const operator = person('operator');
/** 0.0001° of latitude is 11 m. */
const spot = (north: number) => ({
  pointId: null,
  lon: 109.84,
  lat: 35.584 + north * 0.0001,
  category: '05-06',
});

function reported(here: Town, over: Parameters<typeof reportAt>[0]) {
  const answer = here.book.report(reportAt(over), operator, tuesday);
  if (!answer.ok) throw new Error(answer.error.detail.en);
  return answer.value;
}

describe('doubles', () => {
  it('are the open cases of the same category within 30 m, nearest first', () => {
    const here = town(defaultTables);
    const [first, near, nearer] = [0, 2, 1].map((north) => reported(here, spot(north)));
    reported(here, spot(3));
    reported(here, { ...spot(1), category: '05-05' });
    const found = here.papers.doublesOf(first as NonNullable<typeof first>);
    expect(found.map(({ id }) => id)).toEqual([nearer?.id, near?.id]);
  });

  it('merge into one that goes on with photos and alarms; both say who and why', () => {
    const here = town(defaultTables);
    const goesOn = here.book.alarmRaised(alarm(), tuesday);
    const double = reported(here, { ...spot(1), photos: ['p1'], description: '水很深' });
    const request = { caseId: double.id, into: goesOn.id, reason: '同一处' };
    const merged = here.papers.merge(request, operator, tuesday + minuteMs);
    if (!merged.ok) throw new Error(merged.error.detail.en);
    const [target, ended] = merged.value;
    expect(target).toMatchObject({ id: goesOn.id, state: 'dispatched', photos: ['p1'] });
    expect(ended).toMatchObject({ id: double.id, state: 'cancelled', mergedInto: goesOn.id, dueAt: null });
    for (const subject of [target, ended]) {
      expect(subject.timeline.at(-1)).toMatchObject({ action: 'merge', by: 'operator' });
      expect(subject.timeline.at(-1)?.note).toContain('同一处');
    }
  });

  it('the alarms of a double go along, and their end is the end of the case that goes on', () => {
    const here = town(defaultTables);
    const goesOn = reported(here, spot(1));
    const double = here.book.alarmRaised(alarm(), tuesday);
    here.papers.merge({ caseId: double.id, into: goesOn.id, reason: 'same' }, operator, tuesday + 1);
    expect(here.cases.get(goesOn.id)).toMatchObject({ activeAlarmIds: ['a-1'], severity: 'yellow' });
    expect(here.book.alarmCleared(alarm(), tuesday + 2)).toMatchObject({ id: goesOn.id, activeAlarmIds: [] });
  });

  it('do not merge where they are far, ended, seen in an older version, or by a crew', () => {
    const here = town(defaultTables);
    const goesOn = here.book.alarmRaised(alarm(), tuesday);
    const far = reported(here, spot(9));
    const near = reported(here, spot(1));
    const merge = (caseId: string, over = {}, by = operator) =>
      here.papers.merge({ caseId, into: goesOn.id, reason: 'r', ...over }, by, tuesday + 1);
    expect(merge(far.id)).toMatchObject({ error: { kind: 'conflict', allowed: [] } });
    expect(merge(near.id, { into: near.id })).toMatchObject({ error: { kind: 'conflict' } });
    expect(merge(near.id, { into: 'none' })).toMatchObject({ error: { kind: 'not_found' } });
    expect(merge(near.id, { version: 9 })).toMatchObject({ error: { kind: 'conflict' } });
    expect(merge(near.id, {}, person('crew', 'drainage'))).toMatchObject({ error: { kind: 'forbidden' } });
    expect(merge(near.id).ok).toBe(true);
    expect(merge(near.id)).toMatchObject({ error: { kind: 'conflict' } });
  });
});
