import { describe, expect, it } from 'vitest';
import { caseKind, conditionOfAlarm, listedCategory, resolveCategory } from './categories.ts';
import { alarm, point, defaultTables as tables } from './test-town.ts';

describe('categories', () => {
  it('class and subclass come from the component code', () => {
    expect(resolveCategory('component', point('p', { componentCode: '6106310211000123' }), tables)).toBe(
      '02-11',
    );
  });

  it('a cover without a usable component code is a storm-water cover', () => {
    for (const componentCode of [null, '', '610631', '61063101020000071', 'x106310102000007']) {
      expect(resolveCategory('component', point('p', { componentCode }), tables)).toBe('01-03');
    }
    expect(resolveCategory('component', undefined, tables)).toBe('01-03');
  });

  it('a rule that names its category gets it', () => {
    expect(resolveCategory('90-01', point('p', { componentCode: '6106310102000007' }), tables)).toBe('90-01');
  });

  it('an unlisted subclass takes the entry of its class, and an unlisted class that of other things', () => {
    expect(listedCategory('01-77', tables)?.title.zh).toBe('井盖');
    expect(listedCategory('44-01', tables)).toBeNull();
    expect(listedCategory('constructor', tables)).toBeNull();
    expect(caseKind('44-01', null, undefined, tables).condition).toBe('unspecified');
  });

  it('the rule of an alarm decides its condition, where the tables say so', () => {
    expect(conditionOfAlarm(alarm({ ruleId: 'cover-silent-in-flood' }), '01-03', tables)).toBe('silent');
    expect(conditionOfAlarm(alarm({ ruleId: 'flood-depth' }), '05-06', tables)).toBeNull();
  });

  it('a condition in the reporter’s own words keeps them and takes the default limit', () => {
    expect(caseKind('01-03', '盖子响', undefined, tables)).toMatchObject({
      condition: '盖子响',
      conditionListed: false,
      limit: { clock: 'urgent_hours', amount: 2 },
    });
  });

  it.each([
    ['01-02', 'subsidence', 'subsided', 'working_days', 5],
    ['01-02', 'Step', 'subsided', 'working_days', 5],
    ['01-01', '井盖弹跳、翻转', 'bouncing', 'working_days', 2],
    ['01-01', 'flipping', 'bouncing', 'working_days', 2],
    ['01-04', 'gully-grate blocked', 'blocked', 'working_days', 1],
    ['05-03', 'overflow', 'blocked', 'working_hours', 4],
    ['05-03', 'collapse risk', 'burst', 'urgent_hours', 1],
    ['90-03', 'faulty reading', 'faulty', 'working_days', 2],
  ])('%s called "%s" is %s', (code, word, condition, clock, amount) => {
    const limit = { clock, amount };
    expect(caseKind(code, word, undefined, tables)).toMatchObject({
      condition,
      conditionListed: true,
      limit,
    });
  });

  it('a city may grade its limits by road class', () => {
    const graded = structuredClone(tables);
    const standing = graded.condition_sets.road_water?.standing_water;
    if (standing === undefined) throw new Error('the defaults have it');
    standing.limit_by_road_class = { trunk: { clock: 'urgent_hours', amount: 1 } };
    const limitOn = (roadClass: string | null) =>
      caseKind('05-06', null, point('p', { roadClass }), graded).limit.amount;
    expect([limitOn('trunk'), limitOn('lane'), limitOn(null)]).toEqual([1, 2, 2]);
  });
});
