import { expect, it } from 'vitest';
import { siteMoment, siteMomentText } from './site-moment.ts';

it('reads what the site’s clocks show, whatever the browser’s zone', () => {
  expect(siteMoment('2026-07-01T08:00')).toBe(Date.UTC(2026, 6, 1, 0, 0));
  expect(siteMoment('2026-07-01T00:00:30')).toBe(Date.UTC(2026, 5, 30, 16, 0, 30));
  expect(siteMoment('yesterday')).toBeNull();
});

it('writes what it reads', () => {
  for (const text of ['2026-01-01T00:00', '2026-12-31T23:59']) {
    expect(siteMomentText(siteMoment(text) ?? 0)).toBe(text);
  }
});
