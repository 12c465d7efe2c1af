import { describe, expect, it } from 'vitest';
import { qualityFlags } from '../core/reading.ts';
import { hourMs, minuteMs } from '../core/time.ts';
import { now, rule, Street } from './test-street.ts';

function depths(street: Street, deviceId: string, values: readonly number[], from = now, flags = 0): void {
  for (const [n, value] of values.entries()) {
    street.sample(deviceId, 'depth_mm', from + n * minuteMs, value, flags);
  }
}

/** Who speaks, and in whose place. */
function voices(street: Street): string[] {
  return street.active().map(({ id, ruleId, severity, suppressedBy }) => {
    const text = `${id.at(-1)} ${ruleId} ${severity}`;
    return suppressedBy === null ? text : `${text}, in its place ${suppressedBy.at(-1)}`;
  });
}

describe('at one point', () => {
  it('the graver of two gauges speaks for both, and the other when it is over', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, 'gauge', [60, 60]);
    depths(street, 'gauge-2', [300, 300], now + hourMs);
    expect(voices(street)).toEqual(['1 flood-depth blue, in its place 2', '2 flood-depth orange']);
    depths(street, 'gauge-2', [0, 0, 0], now + 2 * hourMs);
    expect(voices(street)).toEqual(['1 flood-depth blue']);
    expect(street.changes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['suppressed', 'released']),
    );
  });

  it('of two that are as grave the first speaks; the second is never heard', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, 'gauge', [60, 60]);
    depths(street, 'gauge-2', [60, 60], now + hourMs);
    expect(voices(street)).toEqual(['1 flood-depth blue', '2 flood-depth blue, in its place 1']);
    expect(street.changes.filter(({ alarm }) => alarm.id === 'A000002')[0]).toMatchObject({
      kind: 'raised',
      alarm: { suppressedBy: 'A000001' },
    });
  });

  it('what is in doubt silences nothing that is not', () => {
    const street = new Street([rule('flood-depth')]);
    depths(street, 'gauge', [60, 60]);
    depths(street, 'gauge-2', [300, 300], now + hourMs, qualityFlags.box);
    expect(voices(street)).toEqual(['1 flood-depth blue', '2 flood-depth orange']);
  });

  it('a rise gives way to a depth that is as grave, not to a lesser one', () => {
    const street = new Street([rule('flood-depth'), rule('flood-rise', { levels: { yellow: 50 } })]);
    depths(street, 'gauge', [0, 0, 70, 75]);
    expect(voices(street)).toEqual(['1 flood-depth blue', '2 flood-rise yellow']);
    depths(street, 'gauge', [170, 175], now + 4 * minuteMs);
    expect(voices(street)).toEqual(['1 flood-depth yellow', '2 flood-rise yellow, in its place 1']);
  });

  it('equipment of two devices speaks for each', () => {
    const street = new Street([rule('battery-low', { on_delay: {} })]);
    street.sample('gauge', 'battery_v', now, 3);
    street.sample('gauge-2', 'battery_v', now, 3);
    expect(street.active().map(({ suppressedBy }) => suppressedBy)).toEqual([null, null]);
  });

  it('two rules that would each give way to the other do not both fall silent', () => {
    const street = new Street([
      rule('flood-depth', { superseded_by: ['flood-rise'], levels: { yellow: 50 } }),
      rule('flood-rise', { levels: { yellow: 50 } }),
    ]);
    depths(street, 'gauge', [0, 0, 70, 75]);
    expect(street.active().filter(({ suppressedBy }) => suppressedBy === null)).toHaveLength(1);
  });
});
