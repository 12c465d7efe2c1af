// A town as the three registry files that the hub imports.
import { type CsvCell, csvLine } from '../core/csv-line.ts';
import type { Device, Point, Unit } from '../core/registry.ts';

/** What of a town the files hold. */
export interface RegistryContents {
  readonly units: readonly Unit[];
  readonly points: readonly Point[];
  /** `secret`: the MQTT password. */
  readonly devices: readonly (Device & { readonly secret: string })[];
}

function csv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [columns, ...rows].map((row) => `${csvLine(row)}\n`).join('');
}

export function unitsCsv(town: Pick<RegistryContents, 'units'>): string {
  return csv(
    ['unit_id', 'name', 'kind', 'parent_unit', 'phone', 'email', 'webhook'],
    town.units.map((unit) => [
      unit.id,
      unit.name,
      unit.kind,
      unit.parentUnit,
      unit.phone,
      unit.email,
      unit.webhook,
    ]),
  );
}

export function pointsCsv(town: Pick<RegistryContents, 'points'>): string {
  return csv(
    [
      ...['point_id', 'name', 'kind', 'lon', 'lat', 'datum', 'grid_code', 'component_code', 'owner_unit'],
      ...['maintainer_unit', 'supervisor_unit', 'subdistrict_unit', 'basin', 'road_class', 'address'],
    ],
    town.points.map((point) => [
      ...[point.id, point.name, point.kind, point.lon, point.lat, 'wgs84', point.gridCode],
      ...[point.componentCode, point.ownerUnit, point.maintainerUnit, point.supervisorUnit],
      ...[point.subdistrictUnit, point.basin, point.roadClass, point.address],
    ]),
  );
}

/** With the devices' secrets. */
export function devicesCsv(town: Pick<RegistryContents, 'devices'>): string {
  return csv(
    [
      ...['device_id', 'profile', 'point_id', 'interval_s', 'secret', 'dev_eui', 'gateway'],
      ...['zero_offset_mm', 'low_point_delta_mm', 'mount_height_mm', 'baseline_tilt_deg'],
    ],
    town.devices.map((device) => [
      ...[device.id, device.profile, device.pointId, device.intervalS, device.secret, device.devEui],
      ...[device.gateway, device.zeroOffsetMm, device.lowPointDeltaMm, device.mountHeightMm],
      device.baselineTiltDeg,
    ]),
  );
}
