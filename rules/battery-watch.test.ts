import { expect, it } from 'vitest';
import { dayMs, hourMs } from '../core/time.ts';
import { now, Street } from './test-street.ts';

/** A battery that loses so much each day, measured four times a day and lower at night. */
function wear(street: Street, deviceId: string, metric: string, from: number, perDay: number): void {
  for (let quarter = 0; quarter < 4 * 30; quarter += 1) {
    const value = from - (perDay * quarter) / 4 - (quarter % 4 === 0 ? perDay / 10 : 0);
    street.seen(deviceId, now + quarter * 6 * hourMs);
    street.sample(deviceId, metric, now + quarter * 6 * hourMs, value);
  }
}

it('a battery that falls is foretold from its daily lows, down to the setpoint that its rule warns at', () => {
  const street = new Street();
  wear(street, 'cover', 'battery_v', 3.6, 0.005);
  const { battery } = street.engine.status('cover') ?? {};
  expect(battery?.trend).toBe('falling');
  expect(Math.abs((battery?.emptyAt ?? 0) - now - 100 * dayMs)).toBeLessThan(2 * dayMs);
});

it('of a device with both, what falls counts; a flat voltage hides no falling charge', () => {
  const street = new Street();
  wear(street, 'cover', 'battery_v', 3.65, 0);
  expect(street.engine.status('cover')?.battery).toEqual({ trend: 'flat', emptyAt: null });
  wear(street, 'cover-2', 'battery_v', 3.65, 0);
  wear(street, 'cover-2', 'battery_pct', 95, 1);
  const { battery } = street.engine.status('cover-2') ?? {};
  expect(battery?.trend).toBe('falling');
  expect(Math.abs((battery?.emptyAt ?? 0) - now - 90 * dayMs)).toBeLessThan(2 * dayMs);
});

it('of a battery that was never heard of nothing is said, and a restart forgets nothing', () => {
  const street = new Street();
  street.seen('gauge', now);
  expect(street.engine.status('gauge')?.battery).toEqual({ trend: 'too_short', emptyAt: null });
  wear(street, 'cover', 'battery_v', 3.6, 0.005);
  expect(street.restored().engine.status('cover')?.battery).toEqual(street.engine.status('cover')?.battery);
});
