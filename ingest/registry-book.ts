// The registry as the fold keeps it: what an import changes, and what it must refuse because it names what is
// not there.

import type { CommandBody, ImportedDevice, ImportReply, ImportRowProblem } from '../core/commands.ts';
import type { Label } from '../core/label.ts';
import type { Device, DeviceProfile, Point, Registry, Unit } from '../core/registry.ts';
import { Table } from '../core/table.ts';
import { noSuch } from '../core/thing-names.ts';

/** What a row names that is not there, or `null`. */
type ReferenceCheck<Row> = (row: Row) => Pick<ImportRowProblem, 'column' | 'reason'> | null;

export interface RegistryChange<Row> {
  readonly reply: ImportReply;
  /** Created and updated rows. */
  readonly changed: readonly Row[];
}

/** The registry, which also finds a device by the EUI that network servers know it by. */
export interface DeviceDirectory extends Registry {
  /** `devEui`: 16 small hexadecimal digits. */
  deviceByEui(devEui: string): Device | undefined;
}

export class RegistryBook implements DeviceDirectory {
  readonly units = new Table<Unit>('units');
  readonly points = new Table<Point>('points');
  readonly devices = new Table<Device>('devices');
  readonly profiles = new Table<DeviceProfile>('profiles');

  /** Derived from the devices; `null` until it is asked for. */
  #idByEui: Map<string, string> | null = null;

  unit(id: string): Unit | undefined {
    return this.units.get(id);
  }

  unitsOfKind(kind: Unit['kind']): readonly Unit[] {
    return [...this.units.values()]
      .filter((unit) => unit.kind === kind)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  point(id: string): Point | undefined {
    return this.points.get(id);
  }

  device(id: string): Device | undefined {
    return this.devices.get(id);
  }

  deviceByEui(devEui: string): Device | undefined {
    const id = this.#devEuis().get(devEui);
    return id === undefined ? undefined : this.devices.get(id);
  }

  profile(id: string): DeviceProfile | undefined {
    return this.profiles.get(id);
  }

  importUnits(body: CommandBody<'units.import'>): RegistryChange<Unit> {
    const lost = unitsWithoutParent(body.rows, this.units);
    return importRows(this.units, body, body.rows, (unit) => {
      const reason = lost.get(unit.id);
      return reason === undefined ? null : { column: 'parent_unit', reason };
    });
  }

  importPoints(body: CommandBody<'points.import'>): RegistryChange<Point> {
    return importRows(this.points, body, body.rows, (point) => {
      for (const [column, unitId] of [
        ['owner_unit', point.ownerUnit],
        ['maintainer_unit', point.maintainerUnit],
        ['supervisor_unit', point.supervisorUnit],
        ['subdistrict_unit', point.subdistrictUnit],
      ] as const) {
        if (unitId !== null && this.units.get(unitId) === undefined) {
          return { column, reason: importFirst('unit', unitId) };
        }
      }
      return null;
    });
  }

  /** Rows whose device is new or changed, with the hash that its secret takes, or `null` where it keeps its own. */
  importDevices(
    body: CommandBody<'devices.import'>,
    secretHashOf: (deviceId: string) => string | undefined,
  ): RegistryChange<{ device: Device; secretHash: string | null }> {
    const secrets = new Map<string, string | null>();
    for (const row of body.rows) secrets.set(row.device.id, this.#secretOf(row));
    const rows = body.rows.map((row) => row.device);
    const changedSecret = (device: Device) => {
      const next = secrets.get(device.id) ?? null;
      return next !== null && next !== secretHashOf(device.id);
    };
    const ownerOf = this.#ownersWith(rows);
    const before = new Map(rows.map(({ id }) => [id, this.devices.get(id)?.devEui ?? null]));
    const { reply, changed } = importRows(
      this.devices,
      body,
      rows,
      (device) => {
        if (body.onlyNew === true && this.devices.get(device.id) !== undefined) {
          const reason = {
            zh: `已有设备 ${device.id}`,
            en: `there is a device ${device.id} already`,
          };
          return { column: 'device_id', reason };
        }
        const other = device.devEui === null ? undefined : ownerOf(device.devEui);
        if (other !== undefined && other !== device.id) {
          const reason = {
            zh: `${device.devEui} 已属于设备 ${other}`,
            en: `${device.devEui} is device ${other} already`,
          };
          return { column: 'dev_eui', reason };
        }
        if (this.profiles.get(device.profile) === undefined) {
          const known = [...this.profiles.keys()].sort();
          const reason = {
            zh: `没有型号 ${device.profile}；可用的有 ${known.join('、')}`,
            en: `no profile ${device.profile}; known are ${known.join(', ')}`,
          };
          return { column: 'profile', reason };
        }
        if (device.pointId !== null && this.points.get(device.pointId) === undefined) {
          return { column: 'point_id', reason: importFirst('point', device.pointId) };
        }
        return null;
      },
      changedSecret,
    );
    this.#moveEuis(changed, before);
    return {
      reply,
      changed: changed.map((device) => ({ device, secretHash: secrets.get(device.id) ?? null })),
    };
  }

  #devEuis(): Map<string, string> {
    if (this.#idByEui !== null) return this.#idByEui;
    const owners = new Map<string, string>();
    for (const { id, devEui } of this.devices.values()) if (devEui !== null) owners.set(devEui, id);
    this.#idByEui = owners;
    return owners;
  }

  /** Which device has a dev_eui, as far as this file leaves it there; else the first row that claims it. */
  #ownersWith(rows: readonly Device[]): (devEui: string) => string | undefined {
    const inFile = new Set(rows.map((device) => device.id));
    const claims = new Map<string, string>();
    for (const { id, devEui } of rows) if (devEui !== null && !claims.has(devEui)) claims.set(devEui, id);
    return (devEui) => {
      const known = this.#devEuis().get(devEui);
      return known !== undefined && !inFile.has(known) ? known : claims.get(devEui);
    };
  }

  /** `before`: what each device had, by id. All leave theirs before any takes one: they may have changed places. */
  #moveEuis(changed: readonly Device[], before: ReadonlyMap<string, string | null>): void {
    const owners = this.#devEuis();
    for (const { id } of changed) {
      const had = before.get(id) ?? null;
      if (had !== null && owners.get(had) === id) owners.delete(had);
    }
    for (const { id, devEui } of changed) if (devEui !== null) owners.set(devEui, id);
  }

  #secretOf(row: ImportedDevice): string | null {
    if (row.secretHash !== null) return row.secretHash;
    return this.devices.get(row.device.id) === undefined ? row.newSecretHash : null;
  }
}

function importFirst(thing: 'unit' | 'point', id: string): Label {
  const { zh } = noSuch(thing, id);
  return { zh: `${zh}；请先导入 ${thing}s.csv`, en: `no ${thing} ${id}; import ${thing}s.csv first` };
}

/** Units whose parent is neither known nor a good row of the file, or leads back to themselves, with the reason. */
function unitsWithoutParent(rows: readonly Unit[], known: Table<Unit>): Map<string, Label> {
  const inFile = new Map(rows.map((unit) => [unit.id, unit]));
  const lost = new Map<string, Label>();
  const parentOf = (id: string) => (inFile.get(id) ?? known.get(id))?.parentUnit ?? null;
  for (const { id } of rows) {
    const path = new Set<string>();
    for (let at: string | null = id; at !== null; at = parentOf(at)) {
      if (path.has(at)) {
        lost.set(id, { zh: `上级单位循环指向 ${at}`, en: `the units above it lead back to ${at}` });
        break;
      }
      path.add(at);
      if (!inFile.has(at) && known.get(at) === undefined) {
        lost.set(id, {
          zh: `没有上级单位 ${at}：未登记，文件中也没有`,
          en: `no unit ${at} above it, neither known nor in this file`,
        });
        break;
      }
    }
  }
  return lost;
}

function importRows<Row extends { readonly id: string }>(
  table: Table<Row>,
  options: { readonly dryRun: boolean; readonly partial: boolean },
  rows: readonly Row[],
  check: ReferenceCheck<Row>,
  alsoChanged: (row: Row) => boolean = () => false,
): RegistryChange<Row> {
  const created: string[] = [];
  const updated: string[] = [];
  const unchanged: string[] = [];
  const rejected: ImportRowProblem[] = [];
  const changed: Row[] = [];
  for (const [index, row] of rows.entries()) {
    const problem = check(row);
    if (problem !== null) {
      rejected.push({ row: index, ...problem });
      continue;
    }
    const before = table.get(row.id);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row) && !alsoChanged(row)) {
      unchanged.push(row.id);
      continue;
    }
    (before === undefined ? created : updated).push(row.id);
    changed.push(row);
  }
  if (rejected.length > 0 && !options.partial) {
    return { reply: { created: [], updated: [], unchanged: [], rejected }, changed: [] };
  }
  if (options.dryRun) return { reply: { created, updated, unchanged, rejected }, changed: [] };
  for (const row of changed) table.set(row.id, row);
  return { reply: { created, updated, unchanged, rejected }, changed };
}
