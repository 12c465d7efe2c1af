// The same over the real store, whose log is torn in the middle of a commit.
import { it } from 'vitest';
import { expectPromisesKept, seedsOver } from './seeded-courses.ts';

const seeds = seedsOver('sqlite');

it.skipIf(seeds.length === 0)(
  `${seeds.length} courses of events keep every promise`,
  {
    timeout: 3_600_000,
  },
  () => expectPromisesKept(seeds, 'sqlite'),
);
