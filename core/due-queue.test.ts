import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueQueue } from './due-queue.ts';

describe('DueQueue', () => {
  it('gives what is due in the order of keys, and nothing before its time', () => {
    const queue = new DueQueue();
    queue.add('b', 20);
    queue.add('a', 20);
    queue.add('c', 10);
    expect(queue.nextAt()).toBe(10);
    expect(queue.take(9)).toBeNull();
    expect([queue.take(20), queue.take(20), queue.take(20), queue.take(20)]).toEqual(['a', 'b', 'c', null]);
    expect(queue.nextAt()).toBeNull();
  });

  it('an earlier wish replaces a later one, a later one changes nothing', () => {
    const queue = new DueQueue();
    queue.add('a', 30);
    queue.add('a', 10);
    queue.add('a', 20);
    expect(queue.take(10)).toBe('a');
    expect(queue.take(100)).toBeNull();
  });

  it('a key that was taken may be asked for again, also at a time that it had before', () => {
    const queue = new DueQueue();
    queue.add('a', 30);
    queue.add('a', 10);
    expect(queue.take(10)).toBe('a');
    queue.add('a', 30);
    expect(queue.nextAt()).toBe(30);
    expect([queue.take(30), queue.take(30)]).toEqual(['a', null]);
  });

  it('does what a plain map of earliest times would', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      at: fc.nat({ max: 20 }),
      takes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new DueQueue();
        const plain = new Map<string, number>();
        for (const { key, at, takes } of steps) {
          if (takes) {
            const due = [...plain].filter(([, dueAt]) => dueAt <= at);
            due.sort(([a], [b]) => (a < b ? -1 : 1));
            const expected = due[0]?.[0] ?? null;
            expect(queue.take(at)).toBe(expected);
            if (expected !== null) plain.delete(expected);
          } else {
            queue.add(key, at);
            plain.set(key, Math.min(at, plain.get(key) ?? at));
          }
          expect(queue.nextAt()).toBe(plain.size === 0 ? null : Math.min(...plain.values()));
        }
      }),
    );
  });
});
