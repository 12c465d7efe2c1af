import { describe, expect, it } from 'vitest';
import { metricByName } from '../core/metric.ts';
import { Storm } from './storm.ts';
import { type StormMessage, stormMessages } from './storm-messages.ts';
import { stormPlans } from './storm-plan.ts';
import { createTown } from './town.ts';

const intervals = { cover_s: 600, mainRoadCover_s: 300, floodGauge_s: 60, rainGauge_s: 300 };
const town = createTown({ seed: 1, intervals });
const startAt = Date.parse('2026-07-01T00:00:00Z');
const durationMs = 60 * 60_000;
const storm = new Storm(town, 4, stormPlans.cloudburst);
const messages = [...stormMessages(storm, { startAt, durationMs })];
const byDevice = Map.groupBy(messages, (message) => message.deviceId);
const numberOf = (message: StormMessage, metric: string) => Number(message.payload[metric]);

describe('stormMessages', () => {
  it('repeats itself exactly', () => {
    const again = new Storm(createTown({ seed: 1, intervals }), 4, stormPlans.cloudburst);
    expect([...stormMessages(again, { startAt, durationMs })]).toEqual(messages);
  });

  it('comes in order of time, with rising seq per device and gaps where frames were lost', () => {
    expect(messages.every((message, i) => message.at >= (messages[i - 1]?.at ?? 0))).toBe(true);
    let missing = 0;
    for (const list of byDevice.values()) {
      const seqs = list.map((message) => numberOf(message, 'seq'));
      expect(seqs.every((seq, i) => i === 0 || seq > (seqs[i - 1] ?? 0))).toBe(true);
      missing += (seqs.at(-1) ?? 0) - seqs.length;
    }
    expect(missing / messages.length).toBeGreaterThan(0.05);
    expect(missing / messages.length).toBeLessThan(0.2);
  });

  it('uses only metrics that the hub knows, within their ranges', () => {
    for (const { payload } of messages) {
      for (const [name, value] of Object.entries(payload)) {
        if (['ts', 'seq', 'firmware'].includes(name)) continue;
        const [low, high] = metricByName.get(name)?.range ?? [1, 0];
        expect(Number(value)).toBeGreaterThanOrEqual(low);
        expect(Number(value)).toBeLessThanOrEqual(high);
      }
    }
  });

  it('shows the true depth through mount height, zero offset and the noise of a field gauge', () => {
    const sentinels = new Set([300, 500, 5_000, 9_999]);
    let echoes = 0;
    let silent = 0;
    const errors_mm: number[] = [];
    for (const device of town.devices.filter(({ profile }) => profile === 'flood-gauge')) {
      for (const message of byDevice.get(device.id) ?? []) {
        const distance_mm = numberOf(message, 'distance_mm');
        if (sentinels.has(distance_mm)) {
          silent += 1;
          continue;
        }
        echoes += 1;
        const shown_mm = (device.mountHeightMm ?? 0) - distance_mm - (device.zeroOffsetMm ?? 0);
        errors_mm.push(shown_mm - storm.depth_mm(device.pointId, message.at - startAt));
      }
    }
    const sd_mm = Math.sqrt(errors_mm.reduce((sum, error) => sum + error ** 2, 0) / echoes);
    expect(sd_mm).toBeGreaterThan(5);
    expect(sd_mm).toBeLessThan(15);
    expect(silent).toBeGreaterThan(0);
    expect(silent / echoes).toBeLessThan(0.06);
  });

  it('reports a displaced cover at once, again soon after, and until it is back', () => {
    const displaced = [...byDevice.values()].filter((list) =>
      list.some(({ payload }) => payload.cover_open === true),
    );
    expect(displaced).toHaveLength(stormPlans.cloudburst.displaced.count);
    for (const list of displaced) {
      const open = list.filter(({ payload }) => payload.cover_open === true);
      const [first, second] = open;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThanOrEqual(5_000);
      const baseline = town.devices.find(({ id }) => id === first?.deviceId)?.baselineTiltDeg ?? 0;
      for (const message of open) expect(numberOf(message, 'tilt_deg') - baseline).toBeGreaterThan(10);
      const after = list.filter(({ at }) => at > (open.at(-1)?.at ?? 0));
      expect(after[0]?.payload.cover_open).toBe(false);
    }
  });

  it('returns a cover that traffic struck to its angle within seconds, and never calls it open', () => {
    const struck = messages.filter(({ payload }) => payload.shock_g !== undefined);
    expect(struck.length).toBeGreaterThan(30);
    for (const shock of struck) {
      expect(shock.payload.cover_open).toBe(false);
      const list = byDevice.get(shock.deviceId) ?? [];
      const next = list[list.indexOf(shock) + 1];
      const device = town.devices.find(({ id }) => id === shock.deviceId);
      expect((next?.at ?? 0) - shock.at).toBeLessThanOrEqual(2_000);
      expect(Math.abs(numberOf(next ?? shock, 'tilt_deg') - (device?.baselineTiltDeg ?? 0))).toBeLessThan(2);
    }
  });

  it('lets devices fall silent and speak again', () => {
    const longestGapsMs = [...byDevice.values()].map((list) =>
      Math.max(...list.map((message, i) => message.at - (list[i - 1]?.at ?? message.at))),
    );
    const silent = longestGapsMs.filter((gap) => gap >= stormPlans.cloudburst.silent.forMs);
    expect(silent.length).toBeGreaterThanOrEqual(stormPlans.cloudburst.silent.count);
    expect(silent.length).toBeLessThan(stormPlans.cloudburst.silent.count * 2);
  });

  it('adds up the rain that fell, but for frames that were lost', () => {
    for (const id of ['rain-gauge-01', 'rain-gauge-02', 'rain-gauge-03']) {
      const total_mm = (byDevice.get(id) ?? []).reduce(
        (sum, message) => sum + numberOf(message, 'rain_mm'),
        0,
      );
      expect(total_mm).toBeGreaterThan(stormPlans.cloudburst.rain_mm * 0.4);
      expect(total_mm).toBeLessThan(stormPlans.cloudburst.rain_mm * 1.15);
    }
  });

  it('has a few covers with nearly empty batteries', () => {
    const low = new Set(
      messages.filter(({ payload }) => Number(payload.battery_v) < 3.3).map(({ deviceId }) => deviceId),
    );
    expect(low.size).toBe(stormPlans.cloudburst.lowBatteries);
  });
});
