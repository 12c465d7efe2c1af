import { describe, expect, it } from 'vitest';
import { lies, needsLetter } from './demo-letters.ts';
import { hastened } from './demo-tables.ts';

const subject = (id: string, ...actions: string[]) => ({
  ...{ id, category: '05-06' },
  timeline: actions.map((action) => ({ action })),
});

describe('slow cases', () => {
  it('lie until a letter comes; those of equipment never do', () => {
    const ids = ['0001', '0003', '0004', '0007'].map((serial) => `20261124-${serial}`);
    expect(ids.filter((id) => lies(subject(id, 'dispatch')))).toEqual(['20261124-0003', '20261124-0007']);
    expect(lies(subject('20261124-0003', 'dispatch', 'letter'))).toBe(false);
    expect(lies({ ...subject('20261124-0003'), category: '90-01' })).toBe(false);
  });

  it('get one letter when they have gone all the way up', () => {
    expect(needsLetter(subject('c', 'escalation'))).toBe(false);
    expect(needsLetter(subject('c', 'escalation', 'escalation'))).toBe(true);
    expect(needsLetter(subject('c', 'escalation', 'escalation', 'letter'))).toBe(false);
  });
});

describe('the demo’s limits', () => {
  it('are shorter where they run day and night, and stay in working time', () => {
    const title = { zh: '积水', en: 'water' };
    const urgent = { clock: 'urgent_hours', amount: 2 };
    const working = { clock: 'working_days', amount: 1 };
    const sets = {
      road_water: { standing_water: { title, limit: urgent, limit_by_road_class: { main: urgent } } },
      equipment: { offline: { title, limit: working } },
    };
    const fast = { clock: 'urgent_hours', amount: 0.05 };
    expect(hastened(sets, 40)).toEqual({
      road_water: { standing_water: { title, limit: fast, limit_by_road_class: { main: fast } } },
      equipment: { offline: { title, limit: working } },
    });
  });
});
