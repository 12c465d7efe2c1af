import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterCovers, isFilter, isTopic, topicMatches } from './topic-filter.ts';

describe('a topic name', () => {
  it.each(['a', 'a/b', '/', 'a//b', '$SYS/x', '水位/1'])('may be %j', (topic) =>
    expect(isTopic(topic)).toBe(true),
  );
  it.each(['', 'a/+', '#', 'a\0b'])('may not be %j', (topic) => expect(isTopic(topic)).toBe(false));
});

describe('a filter', () => {
  it.each(['#', '+', 'a/#', '+/b', '+/+', '/+', 'a'])('may be %j', (filter) =>
    expect(isFilter(filter)).toBe(true),
  );
  it.each(['', 'a#', 'a/#/b', 'a+', 'a/b+/c', '##', 'a\0'])('may not be %j', (filter) =>
    expect(isFilter(filter)).toBe(false),
  );

  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/ranking', true],
    ['sport/#', 'sport', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/uptime', false],
    ['+/monitor/Clients', '$SYS/monitor/Clients', false],
    ['$SYS/#', '$SYS/monitor', true],
    ['a', 'A', false],
  ])('%j matches %j as MQTT 3.1.1 section 4.7 says: %s', (filter, topic, matches) => {
    expect(topicMatches(filter, topic)).toBe(matches);
  });

  it.each([
    ['hub/#', 'hub/alarms/+', true],
    ['hub/#', 'hub', true],
    ['hub/+', 'hub/#', false],
    ['hub/+/x', 'hub/+/x', true],
    ['devices/d1/commands', 'devices/+/commands', false],
    ['#', '$SYS/#', false],
    ['+/#', '#', true],
  ])('%j covers %j: %s', (granted, asked, covers) => {
    expect(filterCovers(granted, asked)).toBe(covers);
  });

  it('that covers another matches all that the other matches', () => {
    const topic = fc.array(fc.constantFrom('a', 'b', '$c', ''), { minLength: 1, maxLength: 4 });
    // Each level kept, made a wildcard, or the rest cut off for a `#`.
    const change = fc.array(fc.constantFrom('keep', 'keep', '+', '#'), { minLength: 5, maxLength: 5 });
    const filterOf = (levels: readonly string[], changes: readonly string[]) => {
      const end = changes.indexOf('#');
      const kept = levels.slice(0, end === -1 ? levels.length : end);
      const words = kept.map((word, index) => (changes[index] === '+' ? '+' : word));
      return [...words, ...(end !== -1 && end <= levels.length ? ['#'] : [])].join('/');
    };
    let covered = 0;
    fc.assert(
      fc.property(topic, change, change, (levels, first, second) => {
        const name = levels.join('/');
        const [granted, asked] = [filterOf(levels, first), filterOf(levels, second)];
        if (!topicMatches(asked, name) || !filterCovers(granted, asked)) return;
        covered += 1;
        expect(topicMatches(granted, name)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(covered).toBeGreaterThan(100);
  });
});
