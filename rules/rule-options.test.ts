// What every kind of rule may be told: other figures at some points, hours, latching, a least confidence, when a
// value is news.
import { describe, expect, it } from 'vitest';
import { qualityFlags } from '../core/reading.ts';
import { hourMs, minuteMs } from '../core/time.ts';
import { ruleSchema } from './rule-definition.ts';
import { isWithin } from './schedule.ts';
import { now, person, rule, Street } from './test-street.ts';

function depths(street: Street, values: readonly number[], from = now, flags = 0, deviceId = 'gauge'): void {
  for (const [n, value] of values.entries()) {
    street.sample(deviceId, 'depth_mm', from + n * minuteMs, value, flags);
  }
}

describe('overrides', () => {
  it('give a rule other figures at a point, and the alarm says which applied', () => {
    const street = new Street([rule('flood-depth', { overrides: { gate: { levels: { red: 30 } } } })]);
    depths(street, [35, 35]);
    expect(street.story()).toEqual(['flood-depth raised red']);
    expect(street.alarms()[0]?.explanation.settings).toMatchObject({ levels: { red: 30 }, deadband: 20 });
    expect(street.alarms()[0]?.explanation.settings.overrides).toBeUndefined();
  });

  it('can switch a rule off at a point, and end its alarm there', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, [90, 90]);
    street.engine.putRule(rule('flood-depth', { overrides: { gate: { enabled: false } } }), now + hourMs);
    depths(street, [90, 90], now + 2 * hourMs);
    expect(street.story()).toEqual(['flood-depth raised blue', 'flood-depth cleared blue']);
    expect(street.alarms()[0]?.explanation.cleared?.reason).toBe('not_watched');
  });

  it.each([
    [{ gate: { levels: { blue: 90, red: 20 } } }, 'from blue to red'],
    [{ gate: { depband: 3 } }, 'unknown in a threshold rule'],
    [{ gate: { metric: 'rain_mm' } }, 'the same at every point'],
  ])('with a mistake are refused: %j', (overrides, mend) => {
    const parsed = ruleSchema.safeParse({ ...rule('flood-depth'), overrides });
    expect(JSON.stringify(parsed.error?.issues)).toContain(mend);
    expect(parsed.error?.issues[0]?.path.slice(0, 2)).toEqual(['overrides', 'gate']);
  });
});

describe('a schedule', () => {
  const nights = [{ days: ['mon', 'fri'] as const, from: '22:00', to: '06:00' }];
  const at = (text: string) => Date.parse(text);

  it.each([
    ['2026-07-06T21:59:00+08:00', false],
    ['2026-07-06T22:00:00+08:00', true],
    ['2026-07-07T05:59:00+08:00', true],
    ['2026-07-07T06:00:00+08:00', false],
    ['2026-07-07T23:00:00+08:00', false],
    ['2026-07-06T05:00:00+08:00', false],
  ])('is by the clock on the wall: %s', (text, expected) => {
    const hours = nights.map((each) => ({ ...each, days: [...each.days] }));
    expect(isWithin(hours, at(text), 'Asia/Shanghai')).toBe(expected);
  });

  it('keeps a rule from raising, not from following what it raised', () => {
    const start = at('2026-07-06T05:58:00+08:00');
    const schedule = [{ from: '06:00', to: '07:00' }];
    const street = new Street([rule('flood-depth', { schedule })]);
    depths(street, [90, 90, 90], start);
    expect(street.alarms().map(({ raisedAt }) => raisedAt)).toEqual([start + 2 * minuteMs]);
    depths(street, [190, 190, 0, 0, 0], start + 2 * hourMs);
    expect(street.story()).toEqual([
      'flood-depth raised blue',
      'flood-depth escalated yellow',
      'flood-depth cleared yellow',
    ]);
  });
});

describe('a latching rule', () => {
  it('keeps its alarm until a person acknowledges it', () => {
    const street = new Street([rule('flood-depth', { latching: true })]);
    depths(street, [90, 90, 0, 0, 0, 0]);
    expect(street.active()).toHaveLength(1);
    const request = { alarmId: 'A000001', action: 'acknowledge' } as const;
    const acted = street.engine.act(request, person('operator'), now + hourMs);
    expect(acted).toMatchObject({ ok: true, value: { condition: 'cleared', acknowledgedBy: 'operator' } });
    expect(street.alarms()[0]).toMatchObject({
      clearedAt: now + hourMs,
      explanation: { cleared: { reason: 'acknowledged_when_over' } },
    });
    expect(street.engine.monitors.size).toBe(0);
  });

  it('acknowledged while it lasts clears by itself', () => {
    const street = new Street([rule('flood-depth', { latching: true })]);
    depths(street, [90, 90]);
    street.engine.act({ alarmId: 'A000001', action: 'acknowledge' }, person('operator'), now + 2 * minuteMs);
    expect(street.active()).toHaveLength(1);
    depths(street, [0, 0, 0], now + 3 * minuteMs);
    expect(street.active()).toEqual([]);
  });
});

describe('a least confidence', () => {
  const faulty = qualityFlags.faulty_sensor;

  it('gains nothing from samples on the way back: a box that leaves does not make its alarm certain', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, [200, 202], now, qualityFlags.box);
    depths(street, [2, 1], now + 2 * minuteMs);
    expect(street.active()[0]?.confident).toBe(false);
  });

  it('keeps a faulty sensor from raising a flood by itself', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, [200, 205, 198], now, faulty);
    expect(street.story()).toEqual([]);
    expect([...street.engine.monitors.values()][0]?.last?.reason).toBe('waiting_for_second_sign');
  });

  it('asks for a neighbour that is wet', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, [40], now, 0, 'gauge-2');
    depths(street, [200, 205], now + minuteMs, faulty);
    expect(street.story()).toEqual(['flood-depth raised yellow']);
    expect(street.alarms()[0]?.confident).toBe(false);
  });

  it('keeps a box from raising where a rain gauge says that it does not rain, not where there is none', () => {
    const unknown = new Street([rule('flood-depth')]);
    depths(unknown, [200, 202], now, qualityFlags.box);
    expect(unknown.story()).toEqual(['flood-depth raised yellow']);
    const dry = new Street([rule('flood-depth')]);
    dry.sample('rain', 'rain_mm', now, 0);
    depths(dry, [200, 202, 201], now + minuteMs, qualityFlags.box);
    expect(dry.story()).toEqual([]);
    dry.sample('rain', 'rain_mm', now + 5 * minuteMs, 3);
    depths(dry, [200, 202], now + 6 * minuteMs, qualityFlags.box);
    expect(dry.story()).toEqual(['flood-depth raised yellow']);
  });

  it('or for rain', () => {
    const street = new Street([rule('flood-depth')]);
    street.sample('rain', 'rain_mm', now, 6);
    depths(street, [200, 205], now + minuteMs, faulty);
    expect(street.story()).toEqual(['flood-depth raised yellow']);
  });

  it('or for its own readings that stay: nothing is silenced for ever', () => {
    const street = new Street([rule('flood-depth')]);
    const course = Array.from({ length: 20 }, (_, n) => 200 + (n % 3) * 5);
    depths(street, course, now, faulty);
    expect(street.story()).toEqual(['flood-depth raised yellow']);
    expect(street.alarms()[0]?.raisedAt).toBe(now + 16 * minuteMs);
    const flipping = new Street([rule('flood-depth')]);
    depths(
      flipping,
      course.map((value, n) => (n % 3 === 0 ? 60 : value)),
      now,
      faulty,
    );
    expect(flipping.story()).toEqual([]);
  });
});

it('a value that moved by more than `tell_change` is told of again, up and down, once each', () => {
  const street = new Street([rule('flood-depth')]);
  depths(street, [60, 60, 80, 109, 111, 140, 120, 70, 55]);
  const moved = street.changes.filter(({ kind }) => kind === 'moved');
  expect(moved.map(({ alarm }) => alarm.value)).toEqual([111, 55]);
});

it('an alarm that is over says why', () => {
  const street = new Street([rule('flood-depth')]);
  depths(street, [60, 60, 10, 9, 8]);
  expect(street.alarms()[0]?.explanation).toMatchObject({
    reason: 'level_reached',
    cleared: { ruleVersion: 1, reason: 'back_past_deadband', words: { en: expect.any(String) } },
  });
  expect(street.alarms()[0]?.explanation.cleared?.samples.at(-1)?.value).toBe(8);
});
