// The filter and a plain two-sample rule on what real gauges recorded: every flood, and no other alarm.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../core/time.ts';
import { defaultDepthFilter, filterDepth, initialDepthFilter, sensorHealth } from '../depth-filter.ts';

const real = new URL('../../../shared/real/', import.meta.url);
const setpoint_mm = 50;

function rows(path: string): Record<string, string>[] {
  const bytes = readFileSync(new URL(path, real));
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
}

interface Alarm {
  readonly raisedAt: number;
  peak_mm: number;
}

/** Two samples at the setpoint raise; three below it less 20 mm, over 5 minutes, clear. */
class TwoSampleRule {
  readonly alarms: Alarm[] = [];
  #active: Alarm | null = null;
  #high = 0;
  #low: number[] = [];

  take(measuredAt: number, depth_mm: number): void {
    if (this.#active === null) {
      this.#high = depth_mm >= setpoint_mm ? this.#high + 1 : 0;
      if (this.#high < 2) return;
      this.#active = { raisedAt: measuredAt, peak_mm: depth_mm };
      this.alarms.push(this.#active);
    }
    this.#active.peak_mm = Math.max(this.#active.peak_mm, depth_mm);
    if (depth_mm < setpoint_mm - 20) this.#low.push(measuredAt);
    else this.#low = [];
    const [first] = this.#low;
    if (first === undefined || this.#low.length < 3 || measuredAt - first < 5 * minuteMs) return;
    this.#active = null;
    this.#high = 0;
    this.#low = [];
  }
}

const gauges = 'flood-gauges/';
const hasGauges = existsSync(new URL(gauges, real));
const codes = new Set([0, 300, 500, 5_000, 9_999]);

function recorded(id: string): { measuredAt: number; distance: number; depth_mm: number }[] {
  const samples = rows(`${gauges}${id}.csv.gz`).map((row) => ({
    measuredAt: Date.parse((row.time ?? '').replace(' ', 'T')),
    distance: Number(row.dist_mm),
  }));
  const sorted = samples.map((sample) => sample.distance).sort((a, b) => a - b);
  const ground = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return samples.map((sample) => ({ ...sample, depth_mm: ground - sample.distance }));
}

function judged(id: string, knowsCodes: boolean) {
  const samples = recorded(id);
  const state = initialDepthFilter();
  const rule = new TwoSampleRule();
  const confirming = new TwoSampleRule();
  let faultySamples = 0;
  let faultChanges = 0;
  for (const { measuredAt, distance, depth_mm } of samples) {
    const wasFaulty = sensorHealth(state).faulty;
    const sample = { measuredAt, depth_mm, noEcho: knowsCodes && codes.has(distance) };
    const verdict = filterDepth(state, sample, defaultDepthFilter);
    const { faulty } = sensorHealth(state);
    if (faulty) faultySamples++;
    if (faulty !== wasFaulty) faultChanges++;
    if (!verdict.accepted) continue;
    rule.take(measuredAt, depth_mm);
    for (let i = 0; i <= verdict.confirms; i++) confirming.take(measuredAt, depth_mm);
  }
  return { samples, alarms: rule.alarms, confirmed: confirming.alarms, faultySamples, faultChanges };
}

describe.skipIf(!hasGauges)('recorded gauges (skipped without ../shared/real/flood-gauges)', () => {
  describe.each([true, false])('where the decoder knows the codes: %s', (knowsCodes) => {
    it('the three floods of duly_pro_vervet are found, each once, in time, with their peaks', () => {
      const { samples, alarms, faultySamples } = judged('duly_pro_vervet', knowsCodes);
      const labels = rows(`${gauges}labels.csv`);
      expect(alarms).toHaveLength(labels.length);
      for (const [i, label] of labels.entries()) {
        const alarm = alarms[i];
        const start = Date.parse(label.start_utc ?? '');
        const crossing = samples.findIndex((s) => s.measuredAt >= start && s.depth_mm >= setpoint_mm);
        expect(alarm?.raisedAt).toBeLessThanOrEqual(samples[crossing + 2]?.measuredAt ?? 0);
        expect(alarm?.raisedAt).toBeGreaterThan(start);
        // The label takes off about 10 mm that the gauge shows when dry.
        expect(Math.abs((alarm?.peak_mm ?? 0) - 10 - Number(label.max_depth_mm))).toBeLessThan(40);
      }
      expect(faultySamples).toBe(0);
    });

    it('jolly_tender_squid raises nothing and is faulty, without flutter', () => {
      const { samples, alarms, confirmed, faultySamples, faultChanges } = judged(
        'jolly_tender_squid',
        knowsCodes,
      );
      expect([alarms, confirmed]).toEqual([[], []]);
      expect(faultySamples).toBeGreaterThan(samples.length / 2);
      expect(faultChanges).toBe(1);
    });

    it.each(['slowly_key_husky', 'bored_blue_fish'])('%s raises nothing and is healthy', (id) => {
      const { alarms, confirmed, faultySamples } = judged(id, knowsCodes);
      expect([alarms, confirmed, faultySamples]).toEqual([[], [], 0]);
    });
  });
});

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Profile {
  readonly depths_mm: number[];
  readonly times_s: number[];
}

function depthAt({ depths_mm, times_s }: Profile, at_s: number): number {
  const next = times_s.findIndex((time) => time >= at_s);
  if (at_s <= 0 || next < 1) return 0;
  const [from, to] = [times_s[next - 1] ?? 0, times_s[next] ?? 0];
  const [low, high] = [depths_mm[next - 1] ?? 0, depths_mm[next] ?? 0];
  return low + ((high - low) * (at_s - from)) / Math.max(1, to - from);
}

const events = 'flood-events/flood-events-2020-2024.csv.gz';
const hasEvents = existsSync(new URL(events, real));

/**
 * Share of floods raised within two reports of crossing. Crossing is the first of two usable reports in a row
 * at the setpoint, so that noise about the setpoint is not counted against the filter.
 */
function shareInTime(
  profiles: readonly Profile[],
  cadence_s: number,
  noise_mm: number,
  lost: number,
): number {
  let floods = 0;
  let inTime = 0;
  for (const [i, profile] of profiles.entries()) {
    const random = seeded(i * 7_919 + 1);
    const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
    const state = initialDepthFilter();
    const rule = new TwoSampleRule();
    const plain = new TwoSampleRule();
    let usable = 0;
    let raised = Number.POSITIVE_INFINITY;
    let due = Number.POSITIVE_INFINITY;
    const end_s = (profile.times_s.at(-1) ?? 0) + 10 * cadence_s;
    for (let at_s = (random() - 80) * cadence_s; at_s < end_s; at_s += cadence_s) {
      if (random() < lost) continue;
      const measuredAt = Math.round(at_s * 1_000);
      const kind = random();
      let depth_mm = depthAt(profile, at_s) + normal() * noise_mm;
      let noEcho = false;
      if (kind < 0.05) {
        depth_mm = -2_246;
        noEcho = random() < 0.5;
      } else if (kind < 0.06) {
        depth_mm += random() < 0.5 ? 100 + random() * 2_300 : -100 - random() * 100;
      } else {
        usable++;
        plain.take(measuredAt, depth_mm);
        if (plain.alarms.length > 0) due = Math.min(due, usable + 1);
      }
      const verdict = filterDepth(state, { measuredAt, depth_mm, noEcho }, defaultDepthFilter);
      if (verdict.accepted) rule.take(measuredAt, depth_mm);
      if (rule.alarms.length > 0) raised = Math.min(raised, usable);
    }
    if (due === Number.POSITIVE_INFINITY) continue;
    floods++;
    if (raised <= due) inTime++;
  }
  return inTime / floods;
}

describe.skipIf(!hasEvents)('recorded floods (skipped without ../shared/real/flood-events)', () => {
  const profiles = hasEvents
    ? rows(events)
        .filter((row) => Number(row.max_depth_inches) * 25.4 >= 60)
        .map((row) => ({
          depths_mm: JSON.parse(row.flood_profile_depth_inches ?? '[]').map(
            (inches: number) => inches * 25.4,
          ),
          times_s: JSON.parse(row.flood_profile_time_secs ?? '[]'),
        }))
    : [];

  it.each([
    [60, 5, 0.05],
    [60, 10, 0.1],
    [60, 15, 0.3],
    [300, 10, 0.1],
  ])(
    'are found in time every %i s, with %i mm of noise and a share of %f lost',
    (cadence_s, noise_mm, lost) => {
      expect(shareInTime(profiles, cadence_s, noise_mm, lost)).toBeGreaterThanOrEqual(0.95);
    },
  );
});
