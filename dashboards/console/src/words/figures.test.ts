import { describe, expect, test } from 'vitest';
import { changeInCm, dayAndTime, depthInCm, figure, metricFigure, timeOfDay } from './figures.ts';

describe('figures', () => {
  test('a depth is centimetres with one decimal, and never below a dry road', () => {
    expect([152, 49.96, -12, 0].map(depthInCm)).toEqual(['15.2', '5.0', '0.0', '0.0']);
    expect(depthInCm(null)).toBe('–');
  });

  test('a change has its sign', () => {
    expect(changeInCm(24)).toBe('+2.4');
    expect(changeInCm(-24)).toBe('−2.4');
  });

  test('values have their units', () => {
    expect(figure(12.34, '°')).toBe('12.3°');
    expect(figure(3.607, 'V')).toBe('3.61 V');
    expect(figure(-97, 'dBm')).toBe('-97 dBm');
    expect(metricFigure('rain_mm', 0.4, 'en')).toBe('0.4 mm');
    expect(metricFigure('depth_mm', 152, 'en')).toBe('15.2 cm');
    expect(metricFigure('cover_open', 1, 'zh')).toBe('是');
    expect(metricFigure('uptime_s', 1_277_781, 'en')).toBe('14 d 18 h');
    expect(metricFigure('flow_lps', 2.25, 'en')).toBe('2.3 lps');
  });

  test('instants are shown in the site’s zone', () => {
    const at = Date.parse('2026-06-30T16:05:09.000Z');
    expect(timeOfDay(at)).toBe('00:05:09');
    expect(dayAndTime(at)).toBe('2026-07-01 00:05:09');
  });
});
