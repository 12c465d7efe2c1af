import { describe, expect, it } from 'vitest';
import { qualityFlags } from '../core/reading.ts';
import { hourMs, minuteMs, secondMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

/** Depths of the gauge, one every `stepMs`; a lost frame is a null. */
function rising(depths: readonly (number | null)[], stepMs = minuteMs, flags = 0): Street {
  const street = new Street([rule('flood-rise')]);
  for (const [n, depth_mm] of depths.entries()) {
    if (depth_mm !== null) street.sample('gauge', 'depth_mm', now + n * stepMs, depth_mm, flags);
  }
  return street;
}
const raised = ['flood-rise raised yellow'];

describe('a rise within the window', () => {
  it('is an alarm when it stays for a second sample', () => {
    const street = rising([0, 4, 2, 30, 70, 72]);
    expect(street.story()).toEqual(raised);
    expect(street.alarms()[0]).toMatchObject({
      raisedAt: now + 5 * minuteMs,
      value: 69,
      unit: 'mm',
      category: '05-06',
      explanation: { reason: 'rising_fast', settings: { window_seconds: 300 } },
    });
    expect(rising([0, 4, 2, 3, 70, 3, 2]).story()).toEqual([]);
  });

  it('is measured against the lowest of the window, not against a blip', () => {
    expect(rising([40, 42, 0, 41, 40, 43, 52, 55, 60]).story()).toEqual([]);
  });

  it('slower than the setpoint is none, however deep it goes', () => {
    expect(rising(Array.from({ length: 60 }, (_, minute) => minute * 8)).story()).toEqual([]);
  });

  it('of noise about dry is none', () => {
    expect(rising([-30, -28, -35, 25, 28, 22, -30, 27, 29]).story()).toEqual([]);
  });

  it('grows graver, and is over when the water stands', () => {
    const street = rising([0, 0, 60, 120, 180, 240, 300, ...Array(12).fill(300)]);
    expect(street.story()).toEqual([
      'flood-rise raised yellow',
      'flood-rise escalated orange',
      'flood-rise eased yellow',
      'flood-rise cleared yellow',
    ]);
    expect(street.alarms()[0]?.explanation.cleared).toMatchObject({ reason: 'rising_no_more' });
  });

  it('of a gauge that reports every ten minutes is its share of five', () => {
    expect(rising([0, 0, 90, 95], 10 * minuteMs).story()).toEqual([]);
    expect(rising([0, 0, 110, 115], 10 * minuteMs).story()).toEqual(raised);
  });

  it('of a gauge that reports every second is not lost in its many samples', () => {
    const depths = Array.from({ length: 900 }, (_, second) => (second < 300 ? 0 : (second - 300) * 0.3));
    const street = rising(depths, secondMs);
    expect(street.story()).toEqual(raised);
    expect(JSON.stringify(street.engine.monitors.dump()).length).toBeLessThan(4_000);
  });

  it('across a gap of hours says nothing of its speed', () => {
    const street = rising([0, 0]);
    street.sample('gauge', 'depth_mm', now + 3 * hourMs, 200);
    street.sample('gauge', 'depth_mm', now + 3 * hourMs + minuteMs, 205);
    expect(street.story()).toEqual([]);
  });

  it('of a box or a faulty sensor is none, of a rise that is hard to believe it is one', () => {
    expect(rising([0, 0, 200, 201], minuteMs, qualityFlags.box).story()).toEqual([]);
    expect(rising([0, 0, 200, 201], minuteMs, qualityFlags.faulty_sensor).story()).toEqual([]);
    expect(rising([0, 0, 200, 230], minuteMs, qualityFlags.low_confidence).story()[0]).toContain('raised');
  });
});
