import { expect, test } from 'vitest';
import { alarmJson, explanationJson } from '../../core/alarm.ts';
import { caseJson } from '../../core/case.ts';
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
  expect(await views.case('a')).toEqual(caseJson(caseOf('a', { reportedAt: 1, state: 'closed' })));
});
