import { expect, test } from 'vitest';
import { instantOfSiteClock, siteClockText } from './site-clock.ts';

test('a time is entered and shown by the clock of the site', () => {
  const at = Date.UTC(2026, 6, 1, 0, 30);
  expect(siteClockText(at + 29_000)).toBe('2026-07-01T08:30');
  expect(instantOfSiteClock('2026-07-01T08:30')).toBe(at);
  expect(instantOfSiteClock('2026-01-01T00:00')).toBe(Date.UTC(2025, 11, 31, 16));
});

test.each(['', '2026-07-01', '2026-13-01T00:00', 'tomorrow'])('%j is no time', (text) => {
  expect(instantOfSiteClock(text)).toBeNull();
});
