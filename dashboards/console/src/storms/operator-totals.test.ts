import { expect, it } from 'vitest';
import { type DayLoad, operatorTotals } from './storm-answers.ts';

const load = (operator: string, acknowledged: number, mean: number | null) => ({
  ...{ operator, acknowledged, shelved: 1, unshelved: 0, commented: 2, mean_time_to_acknowledge_s: mean },
});

function day(...by_operator: DayLoad['by_operator'][number][]): DayLoad {
  return {
    ...{ date: '2026-07-01', alarms: 0, held_back: 0, operators: 1, flood_windows: 0, stale: 0 },
    ...{ per_operator_10min: { average: 0, most: 0 }, chattering: [], by_operator },
  };
}

it('adds up days and weighs means by how many acknowledgements each stands for', () => {
  const totals = operatorTotals([day(load('ann', 1, 60)), day(load('ann', 3, 20), load('bo', 9, null))]);
  expect(totals.map(({ operator }) => operator)).toEqual(['bo', 'ann']);
  expect(totals[1]).toMatchObject({
    ...{ acknowledged: 4, shelved: 2, commented: 4, mean_time_to_acknowledge_s: 30 },
  });
  expect(totals[0]?.mean_time_to_acknowledge_s).toBeNull();
});
