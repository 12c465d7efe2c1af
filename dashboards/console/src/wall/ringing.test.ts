import { expect, it } from 'vitest';
import { alarmAnswer, caseAnswer } from '../live/test-answers.ts';
import { isNews, newsSince } from './news.ts';
import { ringing, ringKey } from './ringing.ts';

const now = Date.UTC(2026, 6, 1, 3);
const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
const none: ReadonlySet<string> = new Set();

it('rings for what is grave enough and nobody has acknowledged, the worst first', () => {
  const alarms = [
    alarmAnswer({ id: 'blue', severity: 'blue' }),
    alarmAnswer({ id: 'old', severity: 'orange', raised_at: at(9) }),
    alarmAnswer({ id: 'new', severity: 'orange', raised_at: at(1) }),
    alarmAnswer({ id: 'red', severity: 'red' }),
    alarmAnswer({ id: 'known', severity: 'red', acknowledged: true }),
    alarmAnswer({ id: 'held', severity: 'red', suppressed_by: 'S000001' }),
    alarmAnswer({ id: 'shelved', severity: 'red', shelved_until: at(-9) }),
  ];
  const { alarms: rung, isLoud } = ringing(alarms, 'orange', none, now);
  expect(rung.map(({ id }) => id)).toEqual(['red', 'new', 'old']);
  expect(isLoud).toBe(true);
});

it('is quiet once silenced, until another alarm comes or one grows worse; the flash stays', () => {
  const alarm = alarmAnswer({ id: 'a', severity: 'orange' });
  const silenced = new Set([ringKey(alarm)]);
  expect(ringing([alarm], 'orange', silenced, now)).toEqual({ alarms: [alarm], isLoud: false });
  expect(ringing([{ ...alarm, severity: 'red' }], 'orange', silenced, now).isLoud).toBe(true);
  const other = alarmAnswer({ id: 'b', severity: 'orange' });
  expect(ringing([alarm, other], 'orange', silenced, now).isLoud).toBe(true);
});

it('tells what came while nobody looked', () => {
  const since = now - 10 * 60_000;
  const alarms = [
    alarmAnswer({ id: 'before', detected_at: at(11) }),
    alarmAnswer({ id: 'late', detected_at: at(2), raised_at: at(30) }),
  ];
  const cases = [
    caseAnswer({ id: 'new', reported_at: at(1), due_at: null }),
    caseAnswer({ id: 'due', reported_at: at(300), due_at: at(3) }),
    caseAnswer({ id: 'waits', reported_at: at(300), due_at: at(3), suspended: true }),
  ];
  const news = newsSince(since, alarms, cases, now);
  expect(news.alarms.map(({ id }) => id)).toEqual(['late']);
  expect(news.cases.map(({ id }) => id)).toEqual(['new']);
  expect(news.overdue.map(({ id }) => id)).toEqual(['due']);
  expect(isNews(newsSince(now, alarms, cases, now))).toBe(false);
});
