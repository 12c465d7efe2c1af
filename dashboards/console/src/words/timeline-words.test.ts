import { describe, expect, test } from 'vitest';
import { actorWords, noteWords, type TimelineEntry, timelineWords } from './timeline-words.ts';

function entry(changes: Partial<TimelineEntry>): TimelineEntry {
  return { by: 'wang', action: 'comment', note: '', ...changes };
}

describe('an entry says', () => {
  test('the hub’s own words in the language of the reader', () => {
    const own = entry({ by: 'rules', action: 'alarm_cleared', note: '积水解除 / water cleared' });
    expect(noteWords(own, 'zh')).toBe('积水解除');
    expect(noteWords(own, 'en')).toBe('water cleared');
  });

  test('why a case was handed on, in both', () => {
    const sent = entry({ action: 'dispatch', note: '派往排水公司 / to 排水公司, owner; 泵车在附近' });
    expect(noteWords(sent, 'zh')).toBe('派往排水公司; 泵车在附近');
    expect(noteWords(sent, 'en')).toBe('to 排水公司, owner; 泵车在附近');
  });

  test('what people said as they said it', () => {
    expect(noteWords(entry({ note: '东侧 / 西侧都有水; 已抽排' }), 'zh')).toBe('东侧 / 西侧都有水; 已抽排');
  });

  test('who did it', () => {
    const names = (id: string) => (id === 'drainage' ? '排水公司' : undefined);
    expect(actorWords('wang', names).zh).toBe('wang');
    expect(actorWords('clock', names)).toEqual({ zh: '时限', en: 'Clock' });
    expect(actorWords('drainage/li', names).en).toBe('li (排水公司)');
    expect(actorWords('drainage', names).en).toBe('排水公司');
  });

  test('what happened, also where a newer hub knows more', () => {
    expect(timelineWords('handle').zh).toBe('处置反馈');
    expect(timelineWords('of_tomorrow').en).toBe('of_tomorrow');
  });
});
