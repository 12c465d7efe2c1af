// The words that all speak: metrics, flags, severities, ids.
import { describe, expect, it } from 'vitest';
import { SluiceError } from './error.ts';
import { metricByName, nativeMetrics } from './metric.ts';
import { flagNames, qualityFlags } from './reading.ts';
import { idSchema } from './registry.ts';
import { severities, severityRank, worseSeverity } from './severity.ts';

describe('metrics', () => {
  const unitOfEnding: Readonly<Record<string, string>> = {
    mm: 'mm',
    deg: '°',
    g: 'g',
    c: '°C',
    pct: '%',
    v: 'V',
    dbm: 'dBm',
    db: 'dB',
    s: 's',
  };

  it('are those of the contract', () => {
    const names = [
      ...['depth_mm', 'distance_mm', 'well_level_mm', 'tilt_deg', 'tilt_x_deg', 'tilt_y_deg', 'tilt_z_deg'],
      ...['cover_open', 'shock_g', 'rain_mm', 'temperature_c', 'humidity_pct', 'battery_v', 'battery_pct'],
      ...['rssi_dbm', 'snr_db'],
    ];
    expect(names.filter((name) => !metricByName.has(name))).toEqual([]);
  });

  it.each(nativeMetrics.map((metric) => [metric.name, metric] as const))(
    '%s ends in its unit and has a range',
    (name, metric) => {
      const ending = name.slice(name.lastIndexOf('_') + 1);
      expect(metric.unit).toBe('isBoolean' in metric ? '' : unitOfEnding[ending]);
      expect(metric.range[0]).toBeLessThan(metric.range[1]);
    },
  );
});

describe('quality flags', () => {
  it('are bits of their own, so that a sum of them can be taken apart', () => {
    const bits = Object.values(qualityFlags);
    const all = bits.reduce((sum, bit) => sum + bit, 0);
    expect(new Set(bits).size).toBe(bits.length);
    expect(bits.every((bit) => bit > 0 && (bit & (bit - 1)) === 0)).toBe(true);
    expect(flagNames(all)).toEqual(Object.keys(qualityFlags));
    expect(flagNames(0)).toEqual([]);
    expect(flagNames(qualityFlags.clock_behind | qualityFlags.late)).toEqual(['late', 'clock_behind']);
  });
});

describe('severities', () => {
  it('rise from blue to red', () => {
    expect(severities.map(severityRank)).toEqual([1, 2, 3, 4]);
    expect(severityRank(null)).toBe(0);
    expect([worseSeverity('blue', 'red'), worseSeverity('orange', 'yellow')]).toEqual(['red', 'orange']);
  });
});

describe('ids', () => {
  it.each(['g-1', '井盖7', 'A.b_c:d@e-f', '0', 'x'.repeat(64)])('%s is one', (id) => {
    expect(idSchema.safeParse(id).success).toBe(true);
  });

  it.each(['', 'a b', 'a/b', 'a+b', '#', '-a', '$SYS', 'a\n', 'x'.repeat(65)])('%j is none', (id) => {
    expect(idSchema.safeParse(id).success).toBe(false);
  });
});

describe('SluiceError', () => {
  it('carries code, hint and cause, and is not retried unless it says so', () => {
    const cause = new Error('ENOSPC');
    const error = new SluiceError('cannot commit', { code: 'disk_full', hint: 'make room', cause });
    expect(error).toMatchObject({ code: 'disk_full', hint: 'make room', retryable: false, cause });
    expect(new SluiceError('x', { code: 'busy', retryable: true })).toMatchObject({
      hint: null,
      retryable: true,
    });
  });
});
