import { describe, expect, it } from 'vitest';
import type { VendorField } from '../../core/registry.ts';
import { readVendorValue } from './vendor-value.ts';

const field = (over: Partial<VendorField>): VendorField => ({
  ...{ metric: 'distance_mm', from: ['Distance'], unit: null, words: {}, absent: [], when: {} },
  ...{ angle: 'signed', reversed: false },
  ...over,
});
const read = (raw: unknown, over: Partial<VendorField> = {}) => {
  const value = readVendorValue(raw, field(over));
  return value.ok ? value.value : value.error.reason;
};

describe('a value as vendors write it', () => {
  it.each([
    [2799, {}, 2799],
    ['2799 mm', {}, 2799],
    [135, { unit: 'cm' }, 1350],
    ['1.35m', {}, 1350],
    ['1.35', { unit: 'm' }, 1350],
    [{ value: 4232, unit: 'mm' }, {}, 4232],
    [{ displayName: 'Distance', value: 4.2, unit: 'm' }, {}, 4200],
    [{ value: 7 }, { unit: 'cm' }, 70],
    ['22 ℃', { metric: 'temperature_c' }, 22],
    [71.6, { metric: 'temperature_c', unit: '°F' }, 22],
    ['-10.5 °C', { metric: 'temperature_c' }, -10.5],
    [3594, { metric: 'battery_v', unit: 'mV' }, 3.594],
    ['3.6(low battery)', { metric: 'battery_v', unit: 'V' }, 3.6],
    [1, { metric: 'well_level_mm', unit: 'bar' }, 10197.1621298],
    [12, { metric: 'rain_mm', unit: 'in' }, 304.8],
    [true, { metric: 'cover_open' }, 1],
    ['leak', { metric: 'leak', words: { leak: 1, normal: 0 } }, 1],
    ['Normal', { metric: 'leak', words: { leak: 1, normal: 0 } }, 0],
    [350, { metric: 'tilt_deg', angle: 'full_circle' }, -10],
    [70, { metric: 'tilt_deg', angle: 'flat_is_90' }, 20],
    [20, { metric: 'tilt_x_deg', reversed: true }, -20],
    ['-0 °', { metric: 'tilt_deg' }, 0],
  ] as const)('%j with %j is %d', (raw, over, value) => {
    expect(read(raw, over as Partial<VendorField>)).toBe(value);
  });

  it.each([
    [null, {}],
    [{ value: null, unit: 'mm' }, {}],
    ['NoSensor', { absent: ['NoSensor'] }],
    [-1, { absent: [-1] }],
    ['-1 mm', { absent: [-1] }],
    [{ value: 327.67 }, { absent: [327.67] }],
  ])('%j with %j was not measured', (raw, over) => {
    expect(read(raw, over)).toBeNull();
  });

  it.each([
    ['NaN', 'not_a_number'],
    ['high', 'not_a_number'],
    ['', 'not_a_number'],
    ['constructor', 'not_a_number'],
    [[1], 'not_a_number'],
    [{ unit: 'mm' }, 'not_a_number'],
    [`1${' '.repeat(100_000)}x`, 'not_a_number'],
    ['12 furlong', 'bad_unit'],
    ['12 V', 'bad_unit'],
    [{ value: 12, unit: '%' }, 'bad_unit'],
  ])('%j is refused: %s', (raw, reason) => {
    expect(read(raw)).toBe(reason);
  });
});
