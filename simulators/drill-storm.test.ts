import { describe, expect, it } from 'vitest';
import { type DrillDevice, DrillStorm } from './drill-storm.ts';

const device = (id: string, role: DrillDevice['role'], over: Partial<DrillDevice> = {}): DrillDevice => ({
  ...{ id, role, pointId: `point of ${id}`, setpoint_mm: role === 'gauge' ? 50 : null },
  ...{ mountHeightMm: null, zeroOffsetMm: null, baselineTiltDeg: null },
  ...over,
});

const numbered = (count: number, role: DrillDevice['role']) =>
  Array.from({ length: count }, (_, i) => device(`${role}-${i}`, role));

const stormOver = (devices: readonly DrillDevice[], durationMs = 60_000) =>
  new DrillStorm({ seed: 1, durationMs, devices, waterDelayMs: 2_000, coverDelayMs: 10_000 });

describe('the storm of a drill', () => {
  const devices = [...numbered(9, 'gauge'), ...numbered(40, 'cover'), ...numbered(2, 'rain')];
  const storm = stormOver(devices);
  const of = (rule: string) => storm.events.filter((event) => event.rule === rule);

  it('floods two thirds of the gauges and lifts a tenth of the covers, all of them in time', () => {
    expect(of('flood-depth')).toHaveLength(6);
    expect(of('cover-displaced')).toHaveLength(4);
    for (const { atMs } of of('flood-depth')) {
      expect(atMs).toBeGreaterThanOrEqual(6_000);
      expect(atMs + (50 / 2.5) * 1_000).toBeLessThan(58_000);
    }
  });

  it('lets the water rise from dry past the setpoint and stay, as the gauge hangs', () => {
    const [flood] = of('flood-depth');
    const id = flood?.deviceIds[0] ?? '';
    const hung = stormOver(
      devices.map((one) => (one.id === id ? { ...one, mountHeightMm: 2_700, zeroOffsetMm: 10 } : one)),
    );
    const depth = (atMs: number) => 2_700 - 10 - Number(hung.body(id, atMs, atMs).distance_mm);
    expect(Math.abs(depth(0))).toBeLessThan(6);
    expect(depth(59_999)).toBeGreaterThan(50);
    expect(Math.abs(Number(storm.body(id, 1, 0).depth_mm))).toBeLessThan(6);
  });

  it('leaves all others still', () => {
    const touched = new Set(storm.events.flatMap(({ deviceIds }) => deviceIds));
    for (const { id, role } of devices.filter((one) => !touched.has(one.id))) {
      const body = storm.body(id, 7, 59_999);
      if (role === 'gauge') expect(Math.abs(Number(body.depth_mm))).toBeLessThan(6);
      if (role === 'cover') expect(body).toMatchObject({ cover_open: false });
    }
  });

  it('is one flood where two gauges look at one point', () => {
    const twins = [device('a', 'gauge', { pointId: 'p' }), device('b', 'gauge', { pointId: 'p' })];
    expect(stormOver(twins).events).toEqual([expect.objectContaining({ deviceIds: ['a', 'b'] })]);
  });

  it('says how long it must be where it is too short', () => {
    expect(() => stormOver(numbered(1, 'gauge'), 20_000)).toThrow('takes 31 seconds at least');
    expect(stormOver(numbered(1, 'gauge'), 31_000).events).toHaveLength(1);
  });
});
