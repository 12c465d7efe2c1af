import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { deviceSchema, pointSchema, unitSchema } from '../core/registry.ts';
import { devicesCsv, pointsCsv, unitsCsv } from './registry-csv.ts';
import { createTown } from './town.ts';
import { distance_m } from './town-map.ts';

const town = createTown({ seed: 1 });
const rows = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[];

describe('createTown', () => {
  it('has 1,970 covers, 12 flood points and 3 rain gauges, with a device at each', () => {
    const count = (kind: string) => town.points.filter((point) => point.kind === kind).length;
    expect([count('cover'), count('flood'), count('rain')]).toEqual([1_970, 12, 3]);
    expect(town.devices).toHaveLength(1_985);
    expect(new Set(town.devices.map((device) => device.pointId)).size).toBe(1_985);
  });

  it('is the same town for the same seed, with other secrets for another', () => {
    expect(devicesCsv(createTown({ seed: 1 }))).toBe(devicesCsv(town));
    const secrets = new Set(town.devices.map((device) => device.secret));
    expect(secrets.size).toBe(1_985);
    expect(createTown({ seed: 2 }).devices.some((device) => secrets.has(device.secret))).toBe(false);
  });

  it('keeps the ids of a cover when fewer covers are equipped', () => {
    const small = createTown({ seed: 1, covers: 50 });
    const known = new Map(town.points.map((point) => [point.id, point]));
    expect(small.points.filter((point) => point.kind === 'cover')).toHaveLength(50);
    for (const point of small.points) expect(point).toEqual(known.get(point.id));
    expect(createTown({ seed: 1, covers: 0 }).devices).toHaveLength(15);
  });

  it('gives covers component codes of all twelve subclasses, each code once', () => {
    const codes = town.points.flatMap((point) => point.componentCode ?? []);
    expect(codes).toHaveLength(1_970);
    expect(new Set(codes).size).toBe(1_970);
    for (const code of codes) expect(code).toMatch(/^61063101(0[1-9]|1[0-2])\d{6}$/);
    expect(new Set(codes.map((code) => code.slice(8, 10))).size).toBe(12);
  });

  it('puts flood points in the basins of covers, apart from each other', () => {
    const floods = town.points.filter((point) => point.kind === 'flood');
    const basins = new Set(town.points.filter(({ kind }) => kind === 'cover').map(({ basin }) => basin));
    for (const point of floods) {
      expect(basins).toContain(point.basin);
      const others = floods.filter((other) => other !== point);
      expect(Math.min(...others.map((other) => distance_m(other, point)))).toBeGreaterThan(200);
    }
  });

  it('fits the shapes that the hub keeps', () => {
    for (const unit of town.units) unitSchema.parse(unit);
    for (const point of town.points) pointSchema.parse(point);
    for (const { secret: _secret, ...device } of town.devices) deviceSchema.parse(device);
  });
});

describe('the registry files', () => {
  const units = rows(unitsCsv(town));
  const points = rows(pointsCsv(town));
  const devices = rows(devicesCsv(town));

  it('parse as CSV with one row for each thing', () => {
    expect([units.length, points.length, devices.length]).toEqual([
      town.units.length,
      town.points.length,
      town.devices.length,
    ]);
  });

  it('name only units and points that are there, parents before their children', () => {
    const known = new Set(['']);
    for (const unit of units) {
      expect(known).toContain(unit.parent_unit);
      known.add(unit.unit_id ?? '');
    }
    for (const point of points) {
      for (const column of ['owner_unit', 'maintainer_unit', 'supervisor_unit', 'subdistrict_unit']) {
        expect(known).toContain(point[column]);
        expect(point[column]).not.toBe('');
      }
    }
    const pointIds = new Set(points.map((point) => point.point_id));
    for (const device of devices) expect(pointIds).toContain(device.point_id);
  });

  it('have unit kinds of every sort that the contract knows', () => {
    expect(new Set(units.map((unit) => unit.kind))).toEqual(
      new Set(['owner', 'maintainer', 'supervisor', 'subdistrict', 'crew', 'inspection']),
    );
  });

  it('write grid codes of 15 digits and a mount height for every flood gauge', () => {
    for (const point of points) expect(point.grid_code).toMatch(/^610631\d{9}$/);
    for (const device of devices.filter(({ profile }) => profile === 'flood-gauge')) {
      expect(Number(device.mount_height_mm)).toBeGreaterThan(2_000);
    }
  });
});
