import { expect, test } from 'vitest';
import { alarmJson, explanationJson } from '../../core/alarm.ts';
import { caseJson } from '../../core/case.ts';
import { formatInstant } from '../../core/time.ts';
import { alarm, byId, caseOf } from '../test-batch.ts';
import { firstPage, ids, opened } from './test-views.ts';

test('an alarm is what the API shows, one alone with its explanation', async () => {
  const { views, commit } = opened();
  commit({ alarms: byId(alarm('a')) });
  const [listed] = (await views.alarms(firstPage)).items;
  expect(listed).toEqual(alarmJson(alarm('a')));
  expect(await views.alarm('a')).toEqual({
    ...alarmJson(alarm('a')),
    explanation: explanationJson(alarm('a').explanation),
  });
});

test('alarms come newest first and are found by each filter', async () => {
  const { views, commit } = opened();
  commit({
    alarms: byId(
      alarm('a', { raisedAt: 1, condition: 'cleared' }),
      alarm('b', { raisedAt: 3, severity: 'red', ruleId: 'flood-rise' }),
      alarm('c', { raisedAt: 2, pointId: null, deviceId: 'tilt-1' }),
    ),
  });
  expect(ids(await views.alarms(firstPage))).toEqual(['b', 'c', 'a']);
  expect(ids(await views.alarms({ ...firstPage, condition: 'active' }))).toEqual(['b', 'c']);
  expect(ids(await views.alarms({ ...firstPage, condition: 'cleared' }))).toEqual(['a']);
  expect(ids(await views.alarms({ ...firstPage, severity: 'red' }))).toEqual(['b']);
  expect(ids(await views.alarms({ ...firstPage, ruleId: 'flood-rise' }))).toEqual(['b']);
  expect(ids(await views.alarms({ ...firstPage, pointId: 'underpass' }))).toEqual(['b', 'a']);
  expect(ids(await views.alarms({ ...firstPage, deviceId: 'tilt-1' }))).toEqual(['c']);
});

test('cases come newest first and are found by each filter', async () => {
  const { views, commit } = opened();
  commit({
    cases: byId(
      caseOf('a', { reportedAt: 1, state: 'closed' }),
      caseOf('b', { reportedAt: 2, overdue: true, unitId: 'power' }),
      caseOf('c', { reportedAt: 3, category: '01-03', pointId: null }),
    ),
  });
  expect(ids(await views.cases(firstPage))).toEqual(['c', 'b', 'a']);
  expect(ids(await views.cases({ ...firstPage, open: true }))).toEqual(['c', 'b']);
  expect(ids(await views.cases({ ...firstPage, open: false }))).toEqual(['a']);
  expect(ids(await views.cases({ ...firstPage, state: 'closed' }))).toEqual(['a']);
  expect(ids(await views.cases({ ...firstPage, overdue: true }))).toEqual(['b']);
  expect(ids(await views.cases({ ...firstPage, overdue: false }))).toEqual(['c', 'a']);
  expect(ids(await views.cases({ ...firstPage, unit: 'power' }))).toEqual(['b']);
  expect(ids(await views.cases({ ...firstPage, category: '01-03' }))).toEqual(['c']);
  expect(ids(await views.cases({ ...firstPage, pointId: 'underpass' }))).toEqual(['b', 'a']);
  expect(ids(await views.cases({ ...firstPage, from: 2, to: 3 }))).toEqual(['b']);
  expect(await views.case('a')).toEqual(caseJson(caseOf('a', { reportedAt: 1, state: 'closed' })));
});

test('cases are found by their words and by who had to do with them', async () => {
  const { views, commit } = opened();
  const entry = { at: 1, action: 'comment', from: null, to: 'filed', note: '', unitId: null } as const;
  commit({
    cases: byId(
      caseOf('20260701-0001', { reportedAt: 3, description: '100% under water', severity: 'red' }),
      caseOf('20260701-0002', { reportedAt: 2, title: { zh: '井盖位移', en: 'Cover displaced' } }),
      caseOf('20260702-0001', { reportedAt: 1, timeline: [{ ...entry, by: 'wang' }] }),
    ),
  });
  const found = async (filter: object) => ids(await views.cases({ ...firstPage, ...filter }));
  expect(await found({ text: '20260701' })).toEqual(['20260701-0001', '20260701-0002']);
  expect(await found({ text: '位移' })).toEqual(['20260701-0002']);
  expect(await found({ text: 'cover DISPLACED' })).toEqual(['20260701-0002']);
  expect(await found({ text: '0%' })).toEqual(['20260701-0001']);
  expect(await found({ text: '2_2' })).toEqual([]);
  expect(await found({ severity: 'red' })).toEqual(['20260701-0001']);
  expect(await found({ involves: 'wang' })).toEqual(['20260702-0001']);
  expect(await found({ involves: 'li' })).toEqual([]);
  expect(await found({ reportedBy: 'wang' })).toEqual([]);
});

test('a case tells whom the hub told of it and who opened that', async () => {
  const { views, commit } = opened();
  const receipt = {
    ...{ at: 5, by: 'drainage/wang', action: 'receipt' },
    ...({ from: 'dispatched', to: 'dispatched' } as const),
    ...{ note: '排水公司已签收通知 N000002 / drainage opened notice N000002', unitId: 'drainage' },
  };
  const notice = (id: string, case_id: string) => ({
    ...({ kind: 'notice', subjectId: id, at: 4 } as const),
    body: { id, kind: 'dispatch', unit_id: 'drainage', username: 'wang', case_id, at: formatInstant(4) },
  });
  commit({
    cases: byId(caseOf('a', { reportedAt: 3, timeline: [receipt] })),
    outbox: [notice('N000001', 'b'), notice('N000002', 'a'), notice('N000003', 'a')],
  });
  expect(await views.caseNotices('a')).toMatchObject([
    { id: 'N000002', unit_id: 'drainage', opened_at: formatInstant(5), opened_by: 'drainage/wang' },
    { id: 'N000003', opened_at: null, opened_by: null },
  ]);
  expect(await views.caseNotices('none')).toEqual([]);
});
