import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs } from '../../core/time.ts';
import { decide, minuteOfDay, type SpeakingMoment, type SpeakingRules } from './decide.ts';

const now = Date.UTC(2026, 6, 14, 12);
const rules: SpeakingRules = {
  ...{ minSeverity: 'orange', ruleIds: ['flood-depth', 'flood-rise'], automaticRuleIds: ['flood-rise'] },
  ...{ cooldownMs: 20 * minuteMs, withinMs: 15 * minuteMs },
  quiet: { fromMinute: 22 * 60, toMinute: 6 * 60, except: 'red' },
};
const noon: SpeakingMoment = { now, minuteOfDay: 12 * 60, lastSpoken: null };
const cause = { ruleId: 'flood-depth', severity: 'orange', at: now } as const;

describe('what is spoken', () => {
  it('waits for a person unless its rule speaks for itself', () => {
    expect(decide(cause, rules, noon)).toBe('waiting');
    expect(decide({ ...cause, ruleId: 'flood-rise' }, rules, noon)).toBe('spoken');
  });

  it('is of the rules and severities that are spoken, and nothing else', () => {
    expect(decide({ ...cause, severity: 'yellow' }, rules, noon)).toBeNull();
    expect(decide({ ...cause, ruleId: 'battery-low' }, rules, noon)).toBeNull();
  });

  it('is not older than it may be', () => {
    expect(decide({ ...cause, at: now - 15 * minuteMs }, rules, noon)).toBe('waiting');
    expect(decide({ ...cause, at: now - 15 * minuteMs - 1 }, rules, noon)).toBe('too_late');
  });

  it('keeps a distance to the last in its zone, unless it is worse', () => {
    const spokenBefore = (ms: number) => ({
      ...noon,
      lastSpoken: { decidedAt: now - ms, severity: 'orange' } as const,
    });
    expect(decide(cause, rules, spokenBefore(20 * minuteMs - 1))).toBe('cooldown');
    expect(decide(cause, rules, spokenBefore(20 * minuteMs))).toBe('waiting');
    expect(decide({ ...cause, severity: 'red' }, rules, spokenBefore(minuteMs))).toBe('waiting');
  });

  it.each([
    [21 * 60 + 59, 'waiting'],
    [22 * 60, 'quiet_hours'],
    [0, 'quiet_hours'],
    [5 * 60 + 59, 'quiet_hours'],
    [6 * 60, 'waiting'],
  ])('at minute %i of the day: %s', (minute, decision) => {
    expect(decide(cause, rules, { ...noon, minuteOfDay: minute })).toBe(decision);
    expect(decide({ ...cause, severity: 'red' }, rules, { ...noon, minuteOfDay: minute })).toBe('waiting');
  });

  it('quiet hours may lie within one day, and none may be set', () => {
    const siesta = { ...rules, quiet: { fromMinute: 12 * 60, toMinute: 14 * 60, except: 'red' } as const };
    expect(decide(cause, siesta, noon)).toBe('quiet_hours');
    expect(decide(cause, siesta, { ...noon, minuteOfDay: 14 * 60 })).toBe('waiting');
    expect(decide(cause, { ...rules, quiet: null }, { ...noon, minuteOfDay: 0 })).toBe('waiting');
  });

  it('the minute of the day is the local one', () => {
    expect(minuteOfDay(now, 'Asia/Shanghai')).toBe(20 * 60);
    expect(minuteOfDay(now + 4 * hourMs + 5 * minuteMs, 'Asia/Shanghai')).toBe(5);
  });
});
