// Courses of events in which everything fails, each from its seed, over a disk in memory.
import { expect, it } from 'vitest';
import { expectPromisesKept, runSeed, seedsOver } from './seeded-courses.ts';

const seeds = seedsOver('memory');

it.skipIf(seeds.length === 0)(
  `${seeds.length} courses of events keep every promise`,
  {
    timeout: 3_600_000,
  },
  () => expectPromisesKept(seeds, 'memory'),
);

it('the same seed gives the same course, to the step', async () => {
  const seed = seeds[0] ?? 1;
  expect(await runSeed(seed, 'memory')).toEqual(await runSeed(seed, 'memory'));
}, 60_000);
