import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../core/time.ts';
import { demoIntervals, demoSeed } from './demo.ts';
import { floodProfiles } from './flood-profiles.ts';
import { Storm } from './storm.ts';
import { stormNames, stormPlans } from './storm-plan.ts';
import { createTown } from './town.ts';

const town = createTown({ seed: 1 });
const floodIds = town.points.filter(({ kind }) => kind === 'flood').map(({ id }) => id);
const covers = town.devices.filter(({ profile }) => profile === 'tilt');
const demo = stormPlans.demo;

function peaks_mm(storm: Storm, fromMs: number): number[] {
  return floodIds
    .map((id) => {
      const times = Array.from({ length: demo.cycleMs / 1_000 }, (_, s) => fromMs + s * 1_000);
      return Math.max(...times.map((atMs) => storm.depth_mm(id, atMs)));
    })
    .filter((peak) => peak > 0)
    .sort((a, b) => b - a);
}

describe('the recorded flood profiles', () => {
  it('are about 120, begin low, rise in time and spread over the depths that matter', () => {
    const profiles = floodProfiles();
    expect(profiles).toHaveLength(120);
    for (const { seconds, depths_mm, peak_mm } of profiles) {
      expect(seconds.length).toBe(depths_mm.length);
      expect(seconds.every((second, i) => i === 0 || second > (seconds[i - 1] ?? 0))).toBe(true);
      expect(Math.max(...depths_mm)).toBe(peak_mm);
      expect(seconds[0]).toBe(0);
      expect(depths_mm[0]).toBeLessThanOrEqual(25);
    }
    const peaks = profiles.map(({ peak_mm }) => peak_mm);
    expect(Math.min(...peaks)).toBeLessThan(50);
    expect(Math.max(...peaks)).toBeGreaterThan(500);
  });
});

describe('Storm', () => {
  it('is a function of town, seed and time, whatever was asked before', () => {
    const asked = new Storm(town, 5, demo);
    for (let atMs = 0; atMs < 20 * demo.cycleMs; atMs += demo.cycleMs) asked.depth_mm('flood-01', atMs);
    const fresh = new Storm(createTown({ seed: 1 }), 5, demo);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 * demo.cycleMs }),
        fc.constantFrom(...floodIds),
        (atMs, id) => {
          expect(asked.depth_mm(id, atMs)).toBe(fresh.depth_mm(id, atMs));
          expect(asked.rainSum_mm(id, atMs)).toBe(fresh.rainSum_mm(id, atMs));
          expect(asked.incident(covers[atMs % 1_970]?.id ?? '', atMs)).toEqual(
            fresh.incident(covers[atMs % 1_970]?.id ?? '', atMs),
          );
        },
      ),
    );
  });

  it('never lets demo water rise faster than the hub believes', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 3 * demo.cycleMs }), (seed, atMs) => {
        const storm = new Storm(town, seed, demo);
        for (const id of floodIds) {
          const rise_mm = storm.depth_mm(id, atMs + 3_000) - storm.depth_mm(id, atMs);
          expect(rise_mm).toBeLessThanOrEqual(3 * demo.floods.fastestRise_mmPerS + 1e-9);
        }
      }),
    );
  });

  it('floods five places in every demo cycle, one of them red and two orange', () => {
    const storm = new Storm(town, 1, demo);
    for (const cycle of [0, 1, 2, 30]) {
      const peaks = peaks_mm(storm, cycle * demo.cycleMs);
      expect(peaks).toHaveLength(5);
      expect(peaks[0]).toBeGreaterThan(400);
      expect(peaks[2]).toBeGreaterThan(250);
    }
  });

  it('has water above 50 mm, displaced covers and silent devices within half a minute of a demo', () => {
    for (const seed of [1, 2, 3, 610_631]) {
      const storm = new Storm(town, seed, demo);
      expect(floodIds.filter((id) => storm.depth_mm(id, 30_000) > 50).length).toBeGreaterThan(0);
      const kinds = covers.map((device) => storm.incident(device.id, 36_000)?.kind);
      expect(kinds.filter((kind) => kind === 'displaced')).toHaveLength(4);
      expect(kinds.filter((kind) => kind === 'gone' || kind === 'mute')).toHaveLength(5);
    }
  });

  it('silences demo devices so early that two and a half intervals end within the first minute', () => {
    const demoTown = createTown({ seed: demoSeed, intervals: demoIntervals });
    const storm = new Storm(demoTown, demoSeed, demo);
    const silentAt_s = demoTown.devices.flatMap(({ id, intervalS }) => {
      const incident = storm.incident(id, 20_000);
      const isSilent = incident?.kind === 'gone' || incident?.kind === 'mute';
      return isSilent ? incident.atMs / 1_000 + 2.5 * intervalS : [];
    });
    expect(silentAt_s).toHaveLength(demo.silent.count);
    expect(Math.max(...silentAt_s)).toBeLessThan(50);
  });

  it('is dry and whole again before the next demo cycle begins', () => {
    const storm = new Storm(town, 1, demo);
    for (const cycle of [1, 2, 3]) {
      const atMs = cycle * demo.cycleMs - minuteMs;
      expect(floodIds.filter((id) => storm.depth_mm(id, atMs) > 0)).toEqual([]);
      expect(
        covers.filter(({ id }) =>
          ['displaced', 'gone', 'mute'].includes(storm.incident(id, atMs)?.kind ?? ''),
        ),
      ).toEqual([]);
    }
  });

  it('finds the next change of a device, and none where none lies in the span', () => {
    const storm = new Storm(town, 1, demo);
    const displaced = covers.find(({ id }) => storm.incident(id, 40_000)?.kind === 'displaced');
    const incident = storm.incident(displaced?.id ?? '', 40_000);
    const id = displaced?.id ?? '';
    expect(storm.nextChangeMs(id, 0, minuteMs)).toBe(incident?.atMs);
    expect(storm.nextChangeMs(id, incident?.atMs ?? 0, demo.cycleMs - 1)).toBe(incident?.untilMs);
    expect(storm.nextChangeMs(id, 0, (incident?.atMs ?? 0) - 1)).toBeNull();
  });

  it.each(stormNames)(
    'rains as much in a cycle of "%s" as its plan says, and never takes rain back',
    (name) => {
      const plan = stormPlans[name];
      const storm = new Storm(town, 9, plan);
      const sums = Array.from({ length: 200 }, (_, i) =>
        storm.rainSum_mm('rain-01', (i / 50) * plan.cycleMs),
      );
      expect(sums.every((sum, i) => sum >= (sums[i - 1] ?? 0))).toBe(true);
      const first_mm = storm.rainSum_mm('rain-01', plan.cycleMs);
      expect(first_mm).toBeGreaterThanOrEqual(plan.rain_mm * 0.85);
      expect(first_mm).toBeLessThanOrEqual(plan.rain_mm * 1.15);
    },
  );
});
