import { describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs, secondMs } from '../../../../core/time.ts';
import { ageWords, dueWords, durationWords } from './durations.ts';

describe('spans of time', () => {
  test.each([
    [-5, '0 秒', '0 s'],
    [59_999, '59 秒', '59 s'],
    [minuteMs, '1 分钟', '1 min'],
    [2 * hourMs, '2 小时', '2 h'],
    [2 * hourMs + 5 * minuteMs, '2 小时 5 分', '2 h 5 min'],
    [dayMs + 3 * hourMs + 59 * minuteMs, '1 天 3 小时', '1 d 3 h'],
  ])('%d ms read %s and %s', (ms, zh, en) => {
    expect(durationWords(ms)).toEqual({ zh, en });
  });

  test('an age is told from five seconds on, and never lies ahead', () => {
    const now = 1_000 * minuteMs;
    expect(ageWords(now - 4 * secondMs, now).en).toBe('just now');
    expect(ageWords(now + minuteMs, now).zh).toBe('刚刚');
    expect(ageWords(now - 90 * secondMs, now)).toEqual({ zh: '1 分钟前', en: '1 min ago' });
  });

  test('a deadline says what is left and, once passed, by how much', () => {
    const now = 1_000 * hourMs;
    expect(dueWords(now + 90 * minuteMs, now)).toEqual({ zh: '剩余 1 小时 30 分', en: 'due in 1 h 30 min' });
    expect(dueWords(now - 10 * minuteMs, now)).toEqual({ zh: '已超期 10 分钟', en: 'overdue by 10 min' });
  });
});
