import { describe, expect, it } from 'vitest';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

const rules = [rule('cover-silent-in-flood'), rule('gauge-silent-in-flood'), rule('device-offline')];

/** A cover that was heard at `now`, and would be heard again half an hour later. */
function street(coverInterval_s = 1_800): Street {
  const made = new Street(rules);
  const cover = made.devices.get('cover');
  if (cover !== undefined) made.devices.set('cover', { ...cover, intervalS: coverInterval_s });
  made.seen('cover', now);
  return made;
}

/** A report of the gauge, or of the rain gauge. */
function report(to: Street, device: 'gauge' | 'rain', at: number, value: number): void {
  to.seen(device, at);
  to.sample(device, device === 'rain' ? 'rain_mm' : 'depth_mm', at, value);
}

/** The gauge at `depth_mm` for an hour, a report each minute. */
function water(to: Street, depth_mm: number, from = now): void {
  for (let minute = 0; minute < 60; minute += 1) report(to, 'gauge', from + minute * minuteMs, depth_mm);
}

const ofCovers = (each: Street) =>
  each.changes
    .filter(({ kind, alarm }) => kind !== 'updated' && alarm.deviceId === 'cover')
    .map(({ kind, alarm }) => `${alarm.ruleId} ${kind} ${alarm.severity}`);

describe('a cover near water', () => {
  it('that falls silent is a danger before it is offline', () => {
    const wet = street();
    water(wet, 120);
    expect(ofCovers(wet)).toEqual(['cover-silent-in-flood raised red']);
    expect(wet.active().find(({ deviceId }) => deviceId === 'cover')).toMatchObject({
      pointId: 'hole',
      detectedAt: now + 1.2 * 1_800 * secondMs,
      category: 'component',
      explanation: {
        reason: 'silent_in_flood',
        settings: { interval_s: 1_800 },
        samples: [{ value: 120 }],
      },
    });
  });

  it('stays one until the cover is heard, also when the water has gone', () => {
    const wet = street();
    water(wet, 120);
    water(wet, 0, now + hourMs);
    expect(wet.active().map(({ ruleId }) => ruleId)).toContain('cover-silent-in-flood');
    wet.seen('cover', now + 2 * hourMs);
    expect(wet.active().filter(({ deviceId }) => deviceId === 'cover')).toEqual([]);
    expect(wet.alarms()[0]?.explanation.cleared?.reason).toBe('heard_again');
  });

  it('that reports in time is none', () => {
    const wet = street();
    for (let minute = 0; minute < 120; minute += 1) {
      report(wet, 'gauge', now + minute * minuteMs, 120);
      if (minute % 30 === 0) wet.seen('cover', now + minute * minuteMs);
    }
    expect(ofCovers(wet)).toEqual([]);
  });

  it('whose connection broke is silent within a minute', () => {
    const wet = street();
    report(wet, 'gauge', now + minuteMs, 120);
    wet.until(now + 2 * minuteMs);
    wet.engine.gone('cover', now + 2 * minuteMs);
    report(wet, 'gauge', now + 2 * minuteMs, 120);
    wet.until(now + 2 * minuteMs + secondMs);
    expect(ofCovers(wet)).toEqual(['cover-silent-in-flood raised red']);
  });

  it('that was silent before the water came is found when it comes', () => {
    const wet = street();
    wet.until(now + 40 * minuteMs);
    expect(wet.story()).toEqual([]);
    report(wet, 'gauge', now + 40 * minuteMs, 120);
    wet.until(now + 40 * minuteMs + secondMs);
    expect(ofCovers(wet)).toEqual(['cover-silent-in-flood raised red']);
  });

  it.each([
    ['far away', (each: Street) => move(each, 'hole', 0.02)],
    ['on a dry road', (each: Street) => water(each, 20)],
    ['where a rain gauge says that it does not rain', (each: Street) => report(each, 'rain', now, 0)],
    ['under planned work', (each: Street) => each.engine.maintain('cover', now + 9 * hourMs, 'work', now)],
  ])('%s is none', (name, change) => {
    const other = street();
    change(other);
    if (name !== 'on a dry road') water(other, 120);
    expect(ofCovers(other)).toEqual([]);
  });

  it('in rain, where there is a rain gauge, is one; also where the rain comes later', () => {
    const wet = street();
    report(wet, 'rain', now, 0);
    water(wet, 120);
    expect(ofCovers(wet)).toEqual([]);
    report(wet, 'rain', now + hourMs, 5);
    wet.until(now + hourMs + secondMs);
    expect(ofCovers(wet)).toEqual(['cover-silent-in-flood raised red']);
  });

  it('gets a whole interval after the hub itself was away', () => {
    const wet = street();
    wet.engine.hubWasAway(now + minuteMs, now + 30 * minuteMs);
    water(wet, 120, now + 30 * minuteMs);
    expect(ofCovers(wet)).toEqual([]);
  });
});

function move(each: Street, pointId: string, degrees: number): void {
  const point = each.points.get(pointId);
  if (point !== undefined) each.points.set(pointId, { ...point, lat: point.lat + degrees });
}

describe('a gauge above its setpoint', () => {
  it('that falls silent is an alarm after one missed report', () => {
    const wet = new Street(rules);
    report(wet, 'gauge', now, 40);
    report(wet, 'gauge', now + minuteMs, 90);
    wet.until(now + 3 * minuteMs);
    expect(wet.story()[0]).toBe('gauge-silent-in-flood raised orange');
    expect(wet.alarms()[0]).toMatchObject({
      detectedAt: now + minuteMs + 72 * secondMs,
      category: '05-06',
      explanation: { reason: 'silent_after_flood_reading', samples: [{ value: 90 }] },
    });
    report(wet, 'gauge', now + 10 * minuteMs, 80);
    expect(wet.active()).toEqual([]);
  });

  it('below it is only late', () => {
    const dry = new Street(rules);
    report(dry, 'gauge', now, 40);
    dry.until(now + 2 * minuteMs);
    expect(dry.story()).toEqual([]);
  });

  it('that loses every third report is given as many more as make that no chance', () => {
    const lossy = new Street(rules);
    let minute = 0;
    for (; minute < 300; minute += 1) {
      if (minute % 3 !== 2) report(lossy, 'gauge', now + minute * minuteMs, 90);
    }
    const early = lossy.alarms().filter(({ raisedAt }) => raisedAt < now + hourMs).length;
    expect(lossy.alarms().length).toBe(early);
    lossy.until(now + (minute + 8) * minuteMs);
    expect(lossy.active().map(({ ruleId }) => ruleId)).toContain('gauge-silent-in-flood');
  });
});
