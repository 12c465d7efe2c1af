// Floods in simulated storms: recorded courses under recorded noise, with losses, codes, ghosts, spikes, parked cars
// and gaps. `npm run storms` prints the figures, also without each part of the pipeline.
import { describe, expect, it } from 'vitest';
import { ablations, statisticsOf, stormOutcome } from './storm-statistics.ts';

const storms = 240;
const outcomesOf = (variant = {}) =>
  Array.from({ length: storms }, (_, index) => stormOutcome(1, index, variant));

describe(`${storms} storms`, () => {
  const outcomes = outcomesOf();
  const healthy = outcomes.filter(({ storm }) => !storm.isBroken);
  const broken = outcomes.filter(({ storm }) => storm.isBroken);

  it('are of gauges that report each minute, seldom, hardly ever, or show ghosts', () => {
    expect(new Set(outcomes.map(({ storm }) => storm.gauge)).size).toBe(4);
    expect(statisticsOf(healthy).floods).toBeGreaterThan(140);
    expect(statisticsOf(broken).floods).toBeGreaterThan(30);
  });

  it('every flood above 50 mm that reports tell of is found, also by a gauge that shows ghosts', () => {
    for (const some of [healthy, broken]) {
      const { floods, found } = statisticsOf(some);
      expect(found).toBe(floods);
    }
  });

  it('at the second report that shows it, at the third of hardly any', () => {
    for (const some of [healthy, broken]) {
      const { medianReports, p95Reports } = statisticsOf(some);
      expect(medianReports).toBe(2);
      expect(p95Reports).toBeLessThanOrEqual(3);
    }
  });

  it('no gauge claims floods with certainty where there is no water, but once in fifty sensor-days', () => {
    expect(statisticsOf(healthy).falseCertain).toBeLessThan(20);
    expect(statisticsOf(broken).falseCertain).toBeLessThan(20);
  });

  it('a naive threshold gives many times as many false alarms, and forty times on gauges that show ghosts', () => {
    const naive = outcomesOf(ablations['a naive threshold']);
    const ofBroken = statisticsOf(naive.filter(({ storm }) => storm.isBroken));
    const ofHealthy = statisticsOf(naive.filter(({ storm }) => !storm.isBroken));
    expect(ofHealthy.falseAlarms).toBeGreaterThan(5 * statisticsOf(healthy).falseAlarms);
    expect(ofBroken.falseAlarms).toBeGreaterThan(40 * statisticsOf(broken).falseAlarms);
  });

  it('the same seed gives the same storms', () => {
    expect(stormOutcome(7, 3)).toEqual(stormOutcome(7, 3));
    expect(stormOutcome(7, 3)).not.toEqual(stormOutcome(8, 3));
  });
});
