import { describe, expect, it } from 'vitest';
import type { DeviceProfile } from '../core/registry.ts';
import { testDevice, testPoint } from '../core/test-registry.ts';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

const profile = (id: string, primaryMetric: string): DeviceProfile => ({
  id,
  label: { zh: id, en: id },
  intervalS: 600,
  primaryMetric,
  sentinels: {},
});

/** A street with four flood points and a rain gauge; the gauges report each 10 minutes unless told otherwise. */
function wetStreet(): Street {
  const street = new Street();
  street.profiles.set('flood-gauge', profile('flood-gauge', 'depth_mm'));
  street.profiles.set('rain-gauge', profile('rain-gauge', 'rain_mm'));
  for (const n of [1, 2, 3, 4]) {
    street.points.set(`low-${n}`, testPoint(`low-${n}`, { kind: 'flood', lon: 109 + n }));
    street.devices.set(`g-${n}`, testDevice(`g-${n}`, { pointId: `low-${n}`, intervalS: 600 }));
  }
  street.points.set('roof', testPoint('roof', { kind: 'rain', lon: 120 }));
  street.devices.set(
    'rain',
    testDevice('rain', { profile: 'rain-gauge', pointId: 'roof', intervalS: 3_600 }),
  );
  return street;
}

function flood(street: Street, deviceId: string, from: number, depth_mm: number): void {
  for (let n = 0; n < 4; n += 1) street.sample(deviceId, 'depth_mm', from + n * minuteMs, depth_mm);
}

const stormy = (street: Street) =>
  street.storms.map(({ id, endedAt }) => `${id} ${endedAt === null ? 'on' : 'off'}`);

describe('the rainstorm mode', () => {
  it('begins with water at three points, not at two, and gauges are told to report each minute', () => {
    const street = wetStreet();
    flood(street, 'g-1', now, 80);
    flood(street, 'g-2', now + 10 * minuteMs, 80);
    expect(street.storms).toEqual([]);
    flood(street, 'g-3', now + 20 * minuteMs, 80);
    expect(street.storms.at(-1)).toMatchObject({ id: 'S000001', trigger: 'floods', hastened: 5 });
    expect(street.intervals).toEqual(['g-1 60', 'g-2 60', 'g-3 60', 'g-4 60', 'rain 60']);
  });

  it('begins with a rain warning too', () => {
    const street = wetStreet();
    for (let hour = 0; hour < 4; hour += 1) street.sample('rain', 'rain_mm', now + hour * hourMs, 30);
    expect(street.storms[0]).toMatchObject({ trigger: 'rain', endedAt: null });
  });

  it('is not begun by gauges that cannot be trusted', () => {
    const street = wetStreet();
    street.engine.putRule(rule('flood-depth', { min_confidence: 0 }), now);
    const faulty = 256;
    for (const id of ['g-1', 'g-2', 'g-3']) {
      for (let n = 0; n < 4; n += 1) street.sample(id, 'depth_mm', now + n * minuteMs, 900, faulty);
    }
    expect(street.active().filter(({ ruleId }) => ruleId === 'flood-depth')).toHaveLength(3);
    expect(street.storms).toEqual([]);
  });

  it('holds equipment alarms back and shows them when it has been calm for an hour', () => {
    const street = wetStreet();
    street.seen('cover', now);
    for (const id of ['g-1', 'g-2', 'g-3']) flood(street, id, now + minuteMs, 80);
    for (let n = 0; n < 3; n += 1) street.sample('cover-2', 'battery_v', now + (10 + n) * minuteMs, 3.2);
    const battery = () => street.alarms().find(({ ruleId }) => ruleId === 'battery-low');
    expect(battery()).toMatchObject({ suppressedBy: 'S000001', presentedAt: null, severity: 'blue' });
    for (const id of ['g-1', 'g-2', 'g-3']) {
      for (let n = 0; n < 5; n += 1) street.sample(id, 'depth_mm', now + (20 + n) * minuteMs, 0);
    }
    // At two points there is water still when the third is dry, 22 minutes on.
    street.until(now + 82 * minuteMs - 1);
    expect(stormy(street).at(-1)).toBe('S000001 on');
    street.until(now + 82 * minuteMs);
    expect(stormy(street).at(-1)).toBe('S000001 off');
    expect(battery()?.suppressedBy).toBeNull();
    expect(battery()?.presentedAt).toBe(now + 82 * minuteMs);
    expect(street.intervals.slice(5)).toEqual(['g-1 600', 'g-2 600', 'g-3 600', 'g-4 600', 'rain 3600']);
  });

  it('goes on where the water comes back within the hour, and the hour begins anew', () => {
    const street = wetStreet();
    const wet = ['g-1', 'g-2', 'g-3'];
    for (const id of wet) flood(street, id, now, 80);
    for (const id of wet) {
      for (let n = 0; n < 5; n += 1) street.sample(id, 'depth_mm', now + (10 + n) * minuteMs, 0);
    }
    for (const id of wet) flood(street, id, now + 60 * minuteMs, 80);
    street.until(now + 5 * hourMs);
    expect(street.storms.filter(({ endedAt }) => endedAt !== null)).toEqual([]);
    expect(new Set(street.storms.map(({ id }) => id))).toEqual(new Set(['S000001']));
  });

  it('ends at once, and holds nothing back any more, where its rule is disabled', () => {
    const street = wetStreet();
    for (const id of ['g-1', 'g-2', 'g-3']) flood(street, id, now, 80);
    street.engine.putRule(rule('rainstorm-mode', { enabled: false }), now + 10 * minuteMs);
    expect(stormy(street).at(-1)).toBe('S000001 off');
    expect(street.intervals).toHaveLength(10);
  });

  it('is the same after a restart in the middle of it', () => {
    const street = wetStreet();
    for (const id of ['g-1', 'g-2', 'g-3']) flood(street, id, now, 80);
    const again = street.restored();
    for (const each of [street, again]) {
      for (const id of ['g-1', 'g-2', 'g-3']) {
        for (let n = 0; n < 5; n += 1) each.sample(id, 'depth_mm', now + (10 + n) * minuteMs, 0);
      }
      each.until(now + 2 * hourMs);
      expect(each.storms.at(-1)?.endedAt).toBe(now + 72 * minuteMs);
    }
    expect(again.dump()).toBe(street.dump());
  });
});

describe('an interval that a gauge took by command', () => {
  it('is what is expected of it, until the registry says otherwise', () => {
    const street = wetStreet();
    street.seen('g-1', now);
    street.engine.intervalSet('g-1', 60, now);
    street.until(now + 149 * secondMs);
    expect(street.engine.status('g-1')?.status).toBe('late');
    street.until(now + 150 * secondMs);
    expect(street.engine.status('g-1')).toMatchObject({ status: 'offline', expected_s: 60 });
    street.engine.deviceChanged('g-1', now + 160 * secondMs);
    expect(street.engine.status('g-1')).toMatchObject({ status: 'online', expected_s: 600 });
  });
});
