import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topicMatches } from '../topic-filter.ts';
import { FilterTree } from './filter-tree.ts';

const level = fc.constantFrom('a', 'b', '+', '');
const filter = fc
  .tuple(fc.array(level, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([levels, rest]) => [...levels, ...(rest ? ['#'] : [])].join('/'));
const topic = fc
  .array(fc.constantFrom('a', 'b', ''), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'))
  .filter((name) => name !== '');
const change = fc.record({ clientId: fc.constantFrom('x', 'y'), filter, isAdded: fc.boolean() });

describe('the filter tree', () => {
  it('finds whom a plain list of filters would find, after any changes', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.array(topic), (changes, topics) => {
        const tree = new FilterTree<string, { clientId: string; topic: string }>();
        const list = new Map<string, { clientId: string; topic: string }>();
        for (const { clientId, filter: asked, isAdded } of changes) {
          const key = `${clientId} ${asked}`;
          if (isAdded) {
            tree.add(asked, clientId, { clientId, topic: asked });
            list.set(key, { clientId, topic: asked });
          } else {
            tree.remove(asked, clientId);
            list.delete(key);
          }
        }
        expect(tree.size).toBe(list.size);
        const sorted = (found: { clientId: string; topic: string }[]) =>
          found.map((one) => `${one.clientId} ${one.topic}`).sort();
        for (const name of topics) {
          const expected = [...list.values()].filter((one) => topicMatches(one.topic, name));
          expect(sorted(tree.match(name))).toEqual(sorted(expected));
          expect(tree.has(name)).toBe(expected.length > 0);
        }
      }),
    );
  });
});
