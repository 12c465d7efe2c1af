// Which seeds are run over which store. SLUICE_TEST_SEEDS says how many, 8 by default; SLUICE_TEST_SEED repeats one. Each
// store's courses are a test file of their own, so that both of a machine's processors have some.
import { expect } from 'vitest';
import { type CourseAccount, runCourse } from './course.ts';

export type CourseStore = 'memory' | 'sqlite';

const one = process.env.SLUICE_TEST_SEED;
const count = Number(process.env.SLUICE_TEST_SEEDS ?? 8);
const all = one === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(one)];
/** After so many broken promises the rest would only say them again. */
const failuresMost = 5;

/** Every fourth goes over the real store. */
export function seedsOver(store: CourseStore): number[] {
  return all.filter((seed) => (seed % 4 === 0 ? 'sqlite' : 'memory') === store);
}

export async function runSeed(seed: number, store: CourseStore): Promise<CourseAccount> {
  try {
    return await runCourse(seed, store);
  } catch (cause) {
    throw new Error(`seed ${seed} (repeat it with SLUICE_TEST_SEED=${seed}): ${String(cause)}`, { cause });
  }
}

export async function expectPromisesKept(seeds: readonly number[], store: CourseStore): Promise<void> {
  const failures: string[] = [];
  const sum = { steps: 0, crashes: 0, records: 0, alarms: 0 };
  for (const seed of seeds) {
    try {
      const account = await runSeed(seed, store);
      for (const key of Object.keys(sum) as (keyof CourseAccount)[]) sum[key] += account[key];
    } catch (thrown) {
      failures.push(String(thrown));
      if (failures.length === failuresMost) break;
    }
  }
  console.log(`${seeds.length} seeds over ${store}: ${JSON.stringify(sum)}`);
  expect(failures).toEqual([]);
  // A simulation in which nothing happens shows nothing.
  expect(sum.alarms).toBeGreaterThan(0);
}
