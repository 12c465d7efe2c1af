import { expect, test } from 'vitest';
import { hourMs } from '../core/time.ts';
import { localDays } from './local-days.ts';

test('days begin at the midnight of the place, and every one that is touched is given', () => {
  const noon = Date.UTC(2026, 6, 14, 4);
  expect(localDays(noon, noon + 1, 'Asia/Shanghai')).toEqual([
    { date: '2026-07-14', from: Date.UTC(2026, 6, 13, 16), to: Date.UTC(2026, 6, 14, 16) },
  ]);
  const dates = localDays(noon, noon + 13 * hourMs, 'Asia/Shanghai').map(({ date }) => date);
  expect(dates).toEqual(['2026-07-14', '2026-07-15']);
});

test('a day on which the clocks are set is as long as it is', () => {
  const [day] = localDays(Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 2, 29, 13), 'Europe/Berlin');
  expect(((day?.to ?? 0) - (day?.from ?? 0)) / hourMs).toBe(23);
});
