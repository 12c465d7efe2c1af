// Rows of the registry with nothing in them but what a test says.
import type { Device, Point, Unit } from './registry.ts';

export function testUnit(id: string, over: Partial<Unit> = {}): Unit {
  const nothing = { parentUnit: null, phone: null, email: null, webhook: null };
  return { id, name: id, kind: 'owner', ...nothing, ...over };
}

export function testPoint(id: string, over: Partial<Point> = {}): Point {
  const nothing = { gridCode: null, componentCode: null, basin: null, roadClass: null, address: null };
  const units = { ownerUnit: null, maintainerUnit: null, supervisorUnit: null, subdistrictUnit: null };
  return { id, name: id, kind: 'flood', lon: 109.84, lat: 35.584, ...nothing, ...units, ...over };
}

export function testDevice(id: string, over: Partial<Device> = {}): Device {
  const mounting = { zeroOffsetMm: null, lowPointDeltaMm: null, mountHeightMm: null, baselineTiltDeg: null };
  const nothing = { pointId: null, intervalS: null, devEui: null, gateway: null };
  return { id, profile: 'flood-gauge', ...nothing, ...mounting, ...over };
}
