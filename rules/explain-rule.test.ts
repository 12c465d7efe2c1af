import { describe, expect, it } from 'vitest';
import { secondMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

const minute = 60 * secondMs;

/** The explanation of a rule over the devices given, with the readings that had come in. */
function explained(street: Street, ruleId: string, deviceIds: string[], at: number, readings = [12]) {
  const devices = deviceIds.map((id) => street.devices.get(id)).filter((each) => each !== undefined);
  const all = street.engine.explainer.explain(devices, at, () =>
    readings.map((value, i) => ({ measuredAt: at - (readings.length - i) * minute, value, flags: [] })),
  );
  return all.filter(({ inForce }) => inForce.rule.id === ruleId);
}

describe('a rule is explained as', () => {
  it('clear where the last reading is at no setpoint, with that reading', () => {
    const [found] = explained(new Street(), 'flood-depth', ['gauge'], now);
    expect(found).toMatchObject({
      state: 'clear',
      reason: 'below_every_level',
      deviceId: 'gauge',
      alarm: null,
    });
    expect(found?.samples.map(({ value }) => value)).toEqual([12]);
    expect(found?.words.en).toBe(
      'not in alarm: at no setpoint; last value 12 mm; setpoints blue 50, yellow 150, orange 250, red 400 mm',
    );
    expect(found?.words.zh).toMatch(/^未报警：未达到任何限值；最近值 12 mm/);
  });

  it('waiting where the on-delay runs, with how much of it there is', () => {
    const street = new Street([rule('flood-depth', { on_delay: { samples: 3, seconds: 90 } })]);
    street.sample('gauge', 'depth_mm', now, 60);
    street.sample('gauge', 'depth_mm', now + minute, 160);
    const [found] = explained(street, 'flood-depth', ['gauge'], now + minute);
    expect(found).toMatchObject({ state: 'waiting', reason: 'waiting_for_on_delay' });
    expect(found?.timers).toEqual([
      {
        name: 'on_delay',
        severity: 'blue',
        samples: { have: 2, need: 3 },
        seconds: { have: 60, need: 90 },
        dueAt: null,
      },
      {
        name: 'on_delay',
        severity: 'yellow',
        samples: { have: 1, need: 3 },
        seconds: { have: 0, need: 90 },
        dueAt: null,
      },
    ]);
    expect(found?.samples.map(({ value }) => value)).toEqual([60, 160]);
    expect(found?.words.en).toContain('blue on-delay 2 of 3 samples, 60 of 90 s');
  });

  it('in alarm with its alarm and version, also while the off-delay runs', () => {
    const street = new Street([rule('flood-depth')]);
    for (const [i, depth] of [60, 160, 170, 10].entries()) {
      street.sample('gauge', 'depth_mm', now + i * minute, depth);
    }
    const [found] = explained(street, 'flood-depth', ['gauge'], now + 3 * minute);
    expect(found).toMatchObject({
      state: 'in_alarm',
      reason: 'waiting_for_off_delay',
      inForce: { version: 1 },
    });
    expect(found?.alarm).toMatchObject({ ruleId: 'flood-depth', severity: 'yellow' });
    expect(found?.timers).toMatchObject([
      {
        name: 'off_delay',
        severity: 'yellow',
        samples: { have: 1, need: 3 },
        seconds: { have: 0, need: 60 },
      },
    ]);
    expect(found?.words.zh).toMatch(/^报警中（黄色）：已回落，等待确认；最近值 10 mm/);
  });

  it('waiting where a cover must be confirmed, with when the clock alone will do it', () => {
    const street = new Street([rule('cover-displaced')]);
    street.sample('cover', 'tilt_deg', now, 35);
    const [found] = explained(street, 'cover-displaced', ['cover'], now);
    expect(found?.state).toBe('waiting');
    expect(found?.timers).toMatchObject([
      { name: 'confirm', severity: 'orange', dueAt: now + 30 * secondMs },
      { name: 'confirm', severity: 'red', samples: { have: 1, need: 2 }, dueAt: now + 30 * secondMs },
    ]);
  });

  it('clear with its silence for a device that reports, in alarm for one that is offline', () => {
    const street = new Street([rule('device-offline')]);
    street.seen('gauge', now);
    expect(explained(street, 'device-offline', ['gauge'], now + minute)).toMatchObject([
      {
        state: 'clear',
        reason: 'heard_in_time',
        timers: [
          { name: 'late', seconds: { have: 60, need: 90 }, dueAt: now + 90 * secondMs },
          { name: 'offline', seconds: { have: 60, need: 150 } },
        ],
      },
    ]);
    street.until(now + 5 * minute);
    expect(explained(street, 'device-offline', ['gauge'], now + 5 * minute)).toMatchObject([
      { state: 'in_alarm', reason: 'silent_too_long', alarm: { ruleId: 'device-offline' } },
    ]);
  });

  it('having nothing to look at, not looking, or switched off', () => {
    const street = new Street([
      rule('flood-depth', { point_kinds: ['rain'] }),
      rule('battery-low', { enabled: false }),
      rule('cover-displaced'),
    ]);
    const states = (id: string) => explained(street, id, ['gauge', 'gauge-2'], now, []);
    expect(states('flood-depth')).toMatchObject([{ state: 'not_watching', deviceId: null, samples: [] }]);
    expect(states('battery-low')).toMatchObject([{ state: 'disabled' }]);
    expect(states('cover-displaced')).toMatchObject([{ state: 'no_reading', deviceId: 'gauge' }]);
  });
});
