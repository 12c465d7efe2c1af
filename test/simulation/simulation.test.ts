// Courses of events in which everything fails, each from its seed. SLUICE_TEST_SEEDS says how many, 8 by default;
// SLUICE_TEST_SEED repeats one.
import { expect, it } from 'vitest';
import { type CourseAccount, runCourse } from './course.ts';

const one = process.env.SLUICE_TEST_SEED;
const count = Number(process.env.SLUICE_TEST_SEEDS ?? 8);
const seeds = one === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(one)];

/** Every fourth goes over the real store. */
function storeOf(seed: number): 'memory' | 'sqlite' {
  return seed % 4 === 0 ? 'sqlite' : 'memory';
}

async function run(seed: number): Promise<CourseAccount> {
  try {
    return await runCourse(seed, storeOf(seed));
  } catch (cause) {
    throw new Error(`seed ${seed} (repeat it with SLUICE_TEST_SEED=${seed}): ${String(cause)}`, { cause });
  }
}

it(`${seeds.length} courses of events keep every promise`, { timeout: 3_600_000 }, async () => {
  const failures: string[] = [];
  const sum = { steps: 0, crashes: 0, records: 0, alarms: 0 };
  for (const seed of seeds) {
    try {
      const account = await run(seed);
      for (const key of Object.keys(sum) as (keyof CourseAccount)[]) sum[key] += account[key];
    } catch (thrown) {
      failures.push(String(thrown));
      if (failures.length === 5) break;
    }
  }
  console.log(`${seeds.length} seeds: ${JSON.stringify(sum)}`);
  expect(failures).toEqual([]);
  // A simulation in which nothing happens shows nothing.
  expect(sum.alarms).toBeGreaterThan(0);
});

it('the same seed gives the same course, to the step', async () => {
  const seed = seeds[0] ?? 1;
  expect(await run(seed)).toEqual(await run(seed));
});
