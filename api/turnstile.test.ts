import { expect, test } from 'vitest';
import { Turnstile } from './turnstile.ts';

test('as many are inside as may be, the others follow in their order', async () => {
  const turnstile = new Turnstile({ atOnce: 2, maxWaiting: 2 });
  const started: number[] = [];
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const passed = gates.map(({ promise }, index) =>
    turnstile.pass(async () => {
      started.push(index);
      await promise;
      return index;
    }),
  );
  expect(started).toEqual([0, 1]);
  expect(turnstile.hasRoom).toBe(false);
  gates[1]?.resolve();
  expect(await passed[1]).toBe(1);
  gates[2]?.resolve();
  expect(await passed[2]).toBe(2);
  gates[0]?.resolve();
  gates[3]?.resolve();
  expect(await Promise.all(passed)).toEqual([0, 1, 2, 3]);
  expect(started).toEqual([0, 1, 2, 3]);
  expect(turnstile.hasRoom).toBe(true);
});

test('work that fails gives its place back', async () => {
  const turnstile = new Turnstile({ atOnce: 1, maxWaiting: 1 });
  await expect(turnstile.pass(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.pass(async () => 'next')).toBe('next');
});
