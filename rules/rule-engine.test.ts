import { describe, expect, it } from 'vitest';
import { qualityFlags } from '../core/reading.ts';
import { dayMs, hourMs, minuteMs } from '../core/time.ts';
import { defaultRules, now, rule, Street } from './test-street.ts';

/** Depths of the gauge, one each minute from `from`, each of them a sign of life. */
function rain(street: Street, depths: readonly number[], from = now, deviceId = 'gauge', flags = 0) {
  for (const [n, depth_mm] of depths.entries()) {
    street.seen(deviceId, from + n * minuteMs);
    street.sample(deviceId, 'depth_mm', from + n * minuteMs, depth_mm, flags);
  }
}

const flood = [0, 60, 160, 160, 260, 260, 300, 120, 120, 120, 20, 20, 20, 0];

describe('a flood', () => {
  it('is one alarm from its first level to its end, whatever the levels between', () => {
    const street = new Street([rule('flood-depth')]);
    rain(street, flood);
    expect(street.story()).toEqual([
      'flood-depth raised blue',
      'flood-depth escalated yellow',
      'flood-depth escalated orange',
      'flood-depth eased blue',
      'flood-depth cleared blue',
    ]);
    expect(street.alarms()).toHaveLength(1);
    expect(street.alarms()[0]).toMatchObject({
      id: 'A000001',
      pointId: 'gate',
      deviceId: 'gauge',
      category: '05-06',
      unit: 'mm',
      peakSeverity: 'orange',
      peakValue: 300,
      value: 20,
      raisedAt: now + 2 * minuteMs,
      detectedAt: now + 2 * minuteMs,
      clearedAt: now + 12 * minuteMs,
      caseId: 'case of A000001',
      confident: true,
    });
  });

  it('is explained by the samples, the setpoints and the version of the rule', () => {
    const street = new Street();
    rain(street, flood.slice(0, 3));
    expect(street.alarms()[0]?.explanation).toMatchObject({
      ruleVersion: 1,
      ruleKind: 'threshold',
      reason: 'level_reached',
      words: { en: expect.stringContaining('setpoint') },
      settings: { levels: { blue: 50 }, deadband: 20, on_delay: { samples: 2, seconds: 0 } },
      samples: [
        { measuredAt: now + minuteMs, value: 60, flags: [] },
        { measuredAt: now + 2 * minuteMs, value: 160, flags: [] },
      ],
    });
  });

  it('again is a new alarm; at another gauge another one', () => {
    const street = new Street([rule('flood-depth')]);
    rain(street, [...flood, ...flood]);
    rain(street, flood, now + 40 * minuteMs, 'gauge-2');
    expect(street.alarms().map(({ id, deviceId }) => [id, deviceId])).toEqual([
      ['A000001', 'gauge'],
      ['A000002', 'gauge'],
      ['A000003', 'gauge-2'],
    ]);
  });

  it('on suspect samples is a claim without confidence, until one sample is beyond doubt', () => {
    const street = new Street([rule('flood-depth')]);
    rain(street, [60, 60, 60], now, 'gauge', qualityFlags.box | qualityFlags.low_confidence);
    expect(street.alarms()[0]?.confident).toBe(false);
    rain(street, [60], now + 3 * minuteMs);
    expect(street.alarms()[0]?.confident).toBe(true);
    expect(street.changes.map(({ kind }) => kind)).toEqual(['raised', 'updated', 'updated']);
    for (const flag of [qualityFlags.low_confidence, qualityFlags.box]) {
      const other = new Street([rule('flood-depth')]);
      rain(other, [60, 60], now, 'gauge', flag);
      expect(other.alarms()[0]?.confident).toBe(false);
    }
  });

  it('is told of with its case, and a value that moves within its level is no new alarm', () => {
    const street = new Street([rule('flood-depth')]);
    rain(street, [60, 60, 70, 70]);
    expect(street.changes.map(({ kind, alarm }) => [kind, alarm.value, alarm.caseId])).toEqual([
      ['raised', 60, null],
      ['updated', 60, 'case of A000001'],
      ['updated', 70, 'case of A000001'],
    ]);
  });

  it('is forgotten a week after it cleared, by the hub’s clock also where it was recorded years ago', () => {
    const street = new Street([rule('flood-depth')]);
    const years = 3 * 365 * dayMs;
    for (const [n, depth_mm] of flood.entries()) {
      street.sample('gauge', 'depth_mm', now - years + n * minuteMs, depth_mm, 0, years);
    }
    street.until(now + 6 * dayMs);
    expect(street.alarms()).toHaveLength(1);
    street.until(now + 7 * dayMs + hourMs);
    expect(street.alarms()).toEqual([]);
    rain(street, flood, now + 8 * dayMs);
    expect(street.alarms()[0]?.id).toBe('A000002');
  });
});

describe('what nobody has to remember', () => {
  it('is not remembered: quiet devices have no monitors', () => {
    const street = new Street(defaultRules.filter(({ kind }) => kind !== 'rate'));
    rain(street, [0, 10, 49, 0]);
    street.sample('cover', 'tilt_deg', now + 4 * minuteMs, 3);
    street.sample('gauge', 'sensor_fault', now + 4 * minuteMs, 0);
    expect(street.engine.monitors.size).toBe(0);
    rain(street, [60], now + 5 * minuteMs);
    expect(street.engine.monitors.size).toBe(1);
    rain(street, [0], now + 6 * minuteMs);
    expect(street.engine.monitors.size).toBe(0);
  });
});

describe('other default rules', () => {
  it('a battery that runs down warns at 3.3 V and is grave at 3.1 V, at the third report', () => {
    const street = new Street();
    for (const [n, volts] of [3.4, 3.3, 3.2, 3.2, 3.1, 3.1, 3.0].entries()) {
      street.sample('cover', 'battery_v', now + n * hourMs, volts);
    }
    expect(street.story()).toEqual(['battery-low raised blue', 'battery-low escalated yellow']);
    expect(street.alarms()[0]).toMatchObject({ peakValue: 3, category: '90-02', unit: 'V' });
  });

  it('a faulty gauge is a matter of equipment, raised and cleared by what ingest concludes', () => {
    const street = new Street();
    for (const [n, fault] of [0, 1, 1, 0].entries()) {
      street.sample('gauge', 'sensor_fault', now + n * minuteMs, fault);
    }
    expect(street.story()).toEqual(['gauge-fault raised blue', 'gauge-fault cleared blue']);
    expect(street.alarms()[0]?.category).toBe('90-03');
  });

  it('four devices, each with its own story, do not mix', () => {
    const street = new Street([rule('flood-depth'), rule('cover-displaced'), rule('battery-low')]);
    rain(street, [60, 60]);
    rain(street, [0, 0], now, 'gauge-2');
    street.sample('cover', 'tilt_deg', now + 2 * minuteMs, 50);
    street.sample('cover-2', 'cover_open', now + 2 * minuteMs, 0);
    street.sample('cover-2', 'battery_v', now + 2 * minuteMs, 3.6);
    street.until(now + 3 * minuteMs);
    expect(street.story()).toEqual(['flood-depth raised blue', 'cover-displaced raised red']);
    expect(street.active().map(({ deviceId }) => deviceId)).toEqual(['gauge', 'cover']);
  });
});

describe('a change of rules', () => {
  it('is one version on where something changed, and nothing where nothing did', () => {
    const street = new Street();
    expect(street.engine.putRule(rule('flood-depth'), now)).toBeNull();
    expect(street.engine.putRule(rule('flood-depth', { deadband: 30 }), now)?.version).toBe(2);
    rain(street, [60, 60]);
    expect(street.alarms()[0]?.explanation.ruleVersion).toBe(2);
  });

  it('takes effect with the next sample, on alarms that are active too', () => {
    const street = new Street();
    rain(street, [60, 60]);
    street.engine.putRule(rule('flood-depth', { levels: { blue: 100, yellow: 150 } }), now + 2 * minuteMs);
    rain(street, [70, 70, 70], now + 3 * minuteMs);
    expect(street.story().at(-1)).toBe('flood-depth cleared blue');
    street.engine.putRule(rule('flood-depth', { levels: { red: 60 } }), now + 7 * minuteMs);
    rain(street, [70, 70], now + 8 * minuteMs);
    expect(street.story().at(-1)).toBe('flood-depth raised red');
  });

  it.each([
    ['switched off', { enabled: false }],
    ['that looks at another metric', { metric: 'well_level_mm' }],
    ['that looks the other way', { direction: 'below', levels: { blue: -100 } }],
    ['that looks at covers only', { point_kinds: ['cover'] }],
  ])('a rule %s ends its alarms, and no others', (_, over) => {
    const street = new Street();
    rain(street, [60, 60]);
    street.sample('cover', 'tilt_deg', now + minuteMs, 50);
    street.until(now + 2 * minuteMs);
    street.engine.putRule(rule('flood-depth', over), now + 5 * minuteMs);
    expect(street.story().at(-1)).toBe('flood-depth cleared blue');
    expect(street.alarms()[0]?.clearedAt).toBe(now + 5 * minuteMs);
    expect(street.active().map(({ ruleId }) => ruleId)).toEqual(['cover-displaced']);
    rain(street, [60, 60, 60], now + 6 * minuteMs);
    expect(street.active()).toHaveLength(1);
  });

  it('a rule of another kind under the same id begins anew', () => {
    const street = new Street([rule('flood-depth'), rule('cover-displaced')]);
    rain(street, [60, 60]);
    street.engine.putRule(rule('cover-displaced', { id: 'flood-depth' }), now + 2 * minuteMs);
    expect(street.story().at(-1)).toBe('flood-depth cleared blue');
    street.sample('cover', 'tilt_deg', now + 3 * minuteMs, 50);
    street.until(now + 4 * minuteMs);
    expect(
      street
        .active()
        .map(({ ruleId }) => ruleId)
        .sort(),
    ).toEqual(['cover-displaced', 'flood-depth']);
  });

  it('a rule for some kinds of points leaves the others alone, and devices without a point', () => {
    const street = new Street([rule('battery-low', { point_kinds: ['flood'], on_delay: {} })]);
    const loose = street.devices.get('gauge-2');
    if (loose !== undefined) street.devices.set('gauge-2', { ...loose, pointId: null });
    for (const id of ['gauge', 'gauge-2', 'cover']) street.sample(id, 'battery_v', now, 3);
    expect(street.active().map(({ deviceId }) => deviceId)).toEqual(['gauge']);
  });
});

describe('a device that moves', () => {
  it('to another point takes no alarm with it: it raises its own there', () => {
    const street = new Street();
    rain(street, [60, 60]);
    const gauge = street.devices.get('gauge');
    if (gauge !== undefined) street.devices.set('gauge', { ...gauge, pointId: 'hole' });
    street.engine.deviceChanged('gauge', now + 2 * minuteMs);
    expect(street.story().at(-1)).toBe('flood-depth cleared blue');
    rain(street, [60, 60], now + 3 * minuteMs);
    expect(street.active().map(({ pointId }) => pointId)).toEqual(['hole']);
  });

  it('changed in another way keeps its alarms', () => {
    const street = new Street();
    rain(street, [60, 60]);
    const gauge = street.devices.get('gauge');
    if (gauge !== undefined) street.devices.set('gauge', { ...gauge, zeroOffsetMm: 5 });
    street.engine.deviceChanged('gauge', now + 2 * minuteMs);
    expect(street.active()).toHaveLength(1);
  });
});

it('a due time that is nobody’s is a bug', () => {
  expect(() => new Street().engine.due('case|1', now)).toThrow('is the rules');
});
