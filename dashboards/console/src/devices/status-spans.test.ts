import { expect, test } from 'vitest';
import { uptimeByDay } from './status-spans.ts';

test('a span that crosses midnight counts in both days of the site, what nobody could know in none', () => {
  const span = (from: string, to: string, condition: 'up' | 'down' | 'excluded') => {
    return { from, to, condition, reason: 'reporting' } as const;
  };
  const days = uptimeByDay([
    // Midnight of the site is at 16:00.
    span('2026-07-01T10:00:00Z', '2026-07-01T18:00:00Z', 'up'),
    span('2026-07-01T18:00:00Z', '2026-07-01T20:00:00Z', 'down'),
    span('2026-07-01T20:00:00Z', '2026-07-03T15:00:00Z', 'excluded'),
  ]);
  expect(days).toEqual([
    { day: '2026-07-01', uptime: 1 },
    { day: '2026-07-02', uptime: 0.5 },
    { day: '2026-07-03', uptime: null },
  ]);
});
