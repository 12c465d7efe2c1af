import { expect, test } from 'vitest';
import { lastDays, monthBefore } from './period-filter.tsx';

test('periods end with the day that it is, or with their month', () => {
  expect(lastDays('2026-03-02', 30)).toEqual({ from: '2026-02-01', to: '2026-03-02' });
  expect(monthBefore('2026-03-31', 0)).toEqual({ from: '2026-03-01', to: '2026-03-31' });
  expect(monthBefore('2026-03-15', 0)).toEqual({ from: '2026-03-01', to: '2026-03-15' });
  expect(monthBefore('2026-03-31', 1)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
});
