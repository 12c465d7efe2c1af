import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs, secondMs } from '../core/time.ts';
import { defaultRules, now, rule, Street } from './test-street.ts';

describe('presence', () => {
  const told = (street: Street) => street.statuses.map(({ deviceId, status }) => `${deviceId} ${status}`);

  it('a silent device is late, then offline with an alarm, and back with its next message', () => {
    const street = new Street();
    street.engine.deviceChanged('gauge', now);
    street.seen('gauge', now);
    street.until(now + 10 * minuteMs);
    street.seen('gauge', now + 10 * minuteMs);
    expect(told(street)).toEqual([
      ...['gauge unknown', 'gauge online', 'gauge late', 'gauge offline', 'gauge online'],
    ]);
    expect(street.story()).toEqual(['device-offline raised blue', 'device-offline cleared blue']);
    expect(street.alarms()[0]).toMatchObject({
      raisedAt: now + 150 * secondMs,
      peakValue: 150,
      unit: 's',
      category: '90-01',
      explanation: { reason: 'silent_too_long', settings: { offline_intervals: 2.5, interval_s: 60 } },
      clearedAt: now + 10 * minuteMs,
    });
    expect(street.engine.status('gauge')).toMatchObject({
      status: 'online',
      lastSeenAt: now + 10 * minuteMs,
    });
  });

  it('a device that reports all the time is told of once', () => {
    const street = new Street();
    for (let n = 0; n < 100; n += 1) street.seen('gauge', now + n * minuteMs);
    expect(told(street)).toEqual(['gauge online']);
  });

  it('a will makes it late at once; only silence raises the alarm, and late does not clear it', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.engine.gone('gauge', now + secondMs);
    expect(told(street)).toEqual(['gauge online', 'gauge late']);
    street.until(now + hourMs);
    expect(street.story()).toEqual(['device-offline raised blue']);
    street.engine.gone('gauge', now + hourMs);
    expect(street.story()).toEqual(['device-offline raised blue']);
  });

  it('planned work ends an alarm and raises none, until it is over', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.until(now + hourMs);
    street.engine.maintain('gauge', now + 3 * hourMs, 'new battery', now + hourMs);
    expect(street.story().at(-1)).toBe('device-offline cleared blue');
    expect(street.engine.status('gauge')).toMatchObject({
      status: 'maintenance',
      maintenanceUntil: now + 3 * hourMs,
      maintenanceReason: 'new battery',
    });
    street.until(now + 3 * hourMs - 1);
    expect(street.active()).toEqual([]);
    street.until(now + 3 * hourMs);
    expect(street.active()).toHaveLength(1);
    expect(street.engine.status('gauge')).toMatchObject({ status: 'offline', maintenanceUntil: null });
  });

  it('planned work that is extended or ended early is told of, once each time', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.engine.maintain('gauge', now + hourMs, 'a', now);
    street.engine.maintain('gauge', now + 2 * hourMs, 'b', now);
    street.engine.maintain('gauge', null, '', now);
    expect(street.statuses.map(({ status, maintenanceReason }) => [status, maintenanceReason])).toEqual([
      ['online', null],
      ['maintenance', 'a'],
      ['maintenance', 'b'],
      ['online', null],
    ]);
  });

  it('nobody is offline for the hub’s own absence: only silence that it could hear counts', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.seen('gauge-2', now);
    street.until(now + 5 * minuteMs);
    expect(street.active()).toHaveLength(2);
    street.seen('gauge', now + 6 * minuteMs);
    const again = street.restored();
    const backAt = now + 5 * hourMs;
    again.engine.hubWasAway(now + 6 * minuteMs, backAt);
    again.until(backAt);
    expect(again.engine.status('gauge')).toMatchObject({ status: 'unknown', reason: 'hub_away' });
    expect(again.engine.status('gauge-2')).toMatchObject({ status: 'offline', reason: 'silent' });
    again.until(backAt + 150 * secondMs - 1);
    expect(again.story()).toEqual([]);
    again.until(backAt + 150 * secondMs);
    expect(again.story()).toEqual(['device-offline raised blue']);
  });

  it('each absence of the hub is in nobody’s uptime, also where a device is looked at long after', () => {
    const street = new Street();
    street.seen('cover', now);
    street.engine.hubWasAway(now + minuteMs, now + 11 * minuteMs);
    street.engine.hubWasAway(now + 20 * minuteMs, now + 25 * minuteMs);
    expect(street.spans.map(({ condition }) => condition)).toEqual(['up']);
    const again = street.restored();
    again.engine.settle(3);
    again.engine.settle(3);
    const ofCover = () => again.spans.filter(({ deviceId }) => deviceId === 'cover');
    expect(ofCover()).toHaveLength(4);
    again.seen('cover', now + hourMs);
    expect(ofCover().map(({ condition, fromAt, upMs }) => [condition, fromAt - now, upMs])).toEqual([
      ['excluded', minuteMs, minuteMs],
      ['up', 11 * minuteMs, minuteMs],
      ['excluded', 20 * minuteMs, 10 * minuteMs],
      ['up', 25 * minuteMs, 10 * minuteMs],
    ]);
    again.engine.hubWasAway(now + 2 * hourMs, now + 3 * hourMs);
    again.seen('cover', now + 4 * hourMs);
    expect(ofCover().slice(4)).toMatchObject([{ condition: 'excluded' }, { condition: 'up' }]);
  });

  it('a device that was silent for long before the hub went away still has an interval to be heard', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.until(now + 140 * secondMs);
    street.engine.hubWasAway(now + 140 * secondMs, now + hourMs);
    street.until(now + hourMs + 59 * secondMs);
    expect([street.story(), street.engine.status('gauge')?.status]).toEqual([[], 'unknown']);
    street.until(now + hourMs + 60 * secondMs);
    expect(street.story()).toEqual(['device-offline raised blue']);
  });

  it('other limits hold at once, for silence that lasts already too', () => {
    const street = new Street();
    street.seen('cover', now);
    street.until(now + 6 * hourMs);
    street.engine.putRule(
      rule('device-offline', { late_intervals: 0.1, offline_intervals: 0.25 }),
      now + 6 * hourMs,
    );
    expect(street.story()).toEqual(['device-offline raised blue']);
    street.engine.putRule(
      rule('device-offline', { late_intervals: 0.1, offline_intervals: 0.25, severity: 'yellow' }),
      now + 7 * hourMs,
    );
    expect(street.story().at(-1)).toBe('device-offline escalated yellow');
    street.engine.putRule(rule('device-offline'), now + 8 * hourMs);
    expect(street.story().at(-1)).toBe('device-offline cleared yellow');
    expect(street.engine.status('cover')?.status).toBe('online');
  });

  it('a shorter interval of the device holds at once, too', () => {
    const street = new Street();
    street.seen('cover', now);
    street.until(now + 6 * hourMs);
    const cover = street.devices.get('cover');
    if (cover !== undefined) street.devices.set('cover', { ...cover, intervalS: 3_600 });
    street.engine.deviceChanged('cover', now + 6 * hourMs);
    expect(street.active().map(({ deviceId }) => deviceId)).toEqual(['cover']);
  });

  it('of several absence rules the first by id that watches the device speaks of it, alone', () => {
    const street = new Street();
    street.seen('gauge', now);
    street.seen('cover', now);
    street.until(now + hourMs);
    expect(street.active().map(({ ruleId, deviceId }) => `${ruleId} ${deviceId}`)).toEqual([
      'device-offline gauge',
    ]);
    const gauges = rule('device-offline', { id: 'a-gauge-offline', point_kinds: ['flood'], severity: 'red' });
    street.engine.putRule(gauges, now + hourMs);
    expect(street.active().map(({ ruleId, severity }) => `${ruleId} ${severity}`)).toEqual([
      'a-gauge-offline red',
    ]);
    street.engine.putRule(
      rule('device-offline', { id: 'a-gauge-offline', enabled: false }),
      now + 2 * hourMs,
    );
    expect(street.active().map(({ ruleId }) => ruleId)).toEqual(['device-offline']);
    street.until(now + 3 * dayMs);
    expect(street.active().map(({ ruleId, deviceId }) => `${ruleId} ${deviceId}`)).toEqual([
      'device-offline gauge',
      'device-offline cover',
    ]);
  });

  it('without any absence rule statuses go on, and no alarm is raised', () => {
    const street = new Street(defaultRules.filter((each) => each.kind !== 'absence'));
    street.seen('gauge', now);
    street.until(now + hourMs);
    expect([told(street), street.alarms()]).toEqual([['gauge online', 'gauge late', 'gauge offline'], []]);
  });
});
