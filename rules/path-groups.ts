// Who shares a path with whom: the gateway, the basin, the profile (as of one carrier) and the whole network.
// Derived from the registry and from who heard whom, and built anew when that changed.
import type { OutageKind } from '../core/outage.ts';
import type { Device, Registry } from '../core/registry.ts';
import type { Table } from '../core/table.ts';
import type { PresenceState } from './presence.ts';

export interface Path {
  readonly kind: OutageKind;
  readonly subject: string;
}

export class PathGroups {
  readonly #registry: Registry;
  readonly #presence: Table<PresenceState>;
  #members: Map<string, string[]> | null = null;

  /** `presence`: of every device that there is. */
  constructor(registry: Registry, presence: Table<PresenceState>) {
    this.#registry = registry;
    this.#presence = presence;
  }

  /** The registry changed, or a device was heard by another gateway. */
  changed(): void {
    this.#members = null;
  }

  /** The paths of a device, from the narrowest to the widest. */
  pathsOf(deviceId: string): Path[] {
    const device = this.#registry.device(deviceId);
    if (device === undefined) return [];
    const basin = this.#basinOf(device);
    const gateway = device.gateway ?? this.#presence.get(deviceId)?.via ?? null;
    return [
      ...(gateway === null ? [] : [{ kind: 'gateway' as const, subject: gateway }]),
      ...(basin === null ? [] : [{ kind: 'area' as const, subject: basin }]),
      { kind: 'profile', subject: device.profile },
      { kind: 'network', subject: '' },
    ];
  }

  /** Ids of the devices on a path. */
  members(path: Path): readonly string[] {
    this.#members ??= this.#build();
    return this.#members.get(pathKey(path)) ?? [];
  }

  #build(): Map<string, string[]> {
    const members = new Map<string, string[]>();
    for (const deviceId of this.#presence.keys()) {
      for (const path of this.pathsOf(deviceId)) {
        const key = pathKey(path);
        const ids = members.get(key);
        if (ids === undefined) members.set(key, [deviceId]);
        else ids.push(deviceId);
      }
    }
    return members;
  }

  #basinOf(device: Device): string | null {
    return (device.pointId === null ? undefined : this.#registry.point(device.pointId))?.basin ?? null;
  }
}

export function pathKey({ kind, subject }: Path): string {
  return `${kind} ${subject}`;
}
