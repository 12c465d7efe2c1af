import { expect, it } from 'vitest';
import { hourMs, minuteMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

/** Rain of [minutes from the beginning, mm]. */
function rained(reports: readonly (readonly [number, number])[]): Street {
  const street = new Street([rule('rainstorm')]);
  for (const [minute, mm] of reports) street.sample('rain', 'rain_mm', now + minute * minuteMs, mm);
  return street;
}

/** `total_mm` spread over `hours`, a report every ten minutes. */
function evenly(total_mm: number, hours: number): [number, number][] {
  const count = hours * 6;
  return Array.from({ length: count }, (_, n) => [n * 10, total_mm / count]);
}

it.each([
  ['50 mm in 12 hours', 50, 11.5, 'blue'],
  ['50 mm in 6 hours', 50, 5.5, 'yellow'],
  ['50 mm in 3 hours', 50, 2.5, 'orange'],
  ['100 mm in 3 hours', 100, 2.5, 'red'],
])('%s is the warning level that the service gives it', (_, mm, hours, severity) => {
  const street = rained(evenly(mm, hours));
  expect(street.active().map((alarm) => alarm.severity)).toEqual([severity]);
  expect(street.alarms()[0]).toMatchObject({ unit: 'mm', explanation: { reason: 'amount_reached' } });
});

it('less than that, or the same over a longer time, is none', () => {
  expect(rained(evenly(49, 3)).story()).toEqual([]);
  expect(rained(evenly(70, 24)).story()).toEqual([]);
});

it('falls through the levels as the hours pass, and ends by itself though no report comes', () => {
  const street = rained([
    [0, 0],
    [10, 60],
    [20, 50],
  ]);
  expect(street.story()).toEqual(['rainstorm raised orange', 'rainstorm escalated red']);
  street.until(now + 14 * hourMs);
  expect(street.story().slice(2)).toEqual([
    'rainstorm eased orange',
    'rainstorm eased yellow',
    'rainstorm eased blue',
    'rainstorm cleared blue',
  ]);
  expect(street.alarms()[0]).toMatchObject({ peakSeverity: 'red', peakValue: 110 });
  expect(street.engine.monitors.size).toBe(0);
});

it('in a drizzle of many tips keeps no more than a few amounts', () => {
  const street = rained(Array.from({ length: 3_000 }, (_, n) => [n / 10, 0.01] as const));
  expect(JSON.stringify(street.engine.monitors.dump()).length).toBeLessThan(5_000);
  expect(street.story()).toEqual([]);
});
