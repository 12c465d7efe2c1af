// What a drill takes of a data folder: units, points and devices, the rules in force and the profiles of the city. Read
// beside a hub that runs. Secrets, people, and where units are reached stay where they are.
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '../../../core/error.ts';
import type { Json } from '../../../core/ports.ts';
import { builtInProfiles } from '../../../ingest/built-in-profiles.ts';
import type { RegistryContents } from '../../../simulators/registry-csv.ts';
import { createTown } from '../../../simulators/town.ts';
import { readStoredRegistry, type StoredRegistry } from '../../../store/stored-registry.ts';

export interface DrillTown extends RegistryContents {
  readonly source: 'registry' | 'made_up';
  /** Definitions that the city changed. */
  readonly rules: readonly Json[];
  /** What devices of a profile are there to measure. */
  readonly primaryMetrics: ReadonlyMap<string, string>;
}

/** `null` where the folder holds no registry. Throws as `openViews` does where this release cannot read it. */
export function copyRegistry(dataDir: string): DrillTown | null {
  const stored = storedIn(dataDir);
  if (stored === null || stored.devices.length === 0) return null;
  const { units, points, devices, profiles, rules } = stored;
  return {
    source: 'registry',
    // Without the addresses at which people would be told of floods that are none.
    units: units.map((unit) => ({ ...unit, phone: null, email: null, webhook: null })),
    points,
    devices: devices.map((device) => ({ ...device, secret: randomBytes(18).toString('base64url') })),
    rules: rules.filter(({ version }) => version > 1).map(({ definition }) => definition),
    primaryMetrics: metricsOf(profiles),
  };
}

/** A town of so many devices, gauges first, for a folder without a registry. */
export function madeUpTown(seed: number, devices: number): DrillTown {
  const gauges = 15;
  const town = createTown({ seed, covers: Math.max(0, devices - gauges) });
  return {
    ...{ source: 'made_up', units: town.units, points: town.points, rules: [] },
    devices: town.devices.slice(0, devices),
    primaryMetrics: metricsOf(builtInProfiles),
  };
}

/** The city's own profiles, so that the drill's hub knows its devices. */
export function copyProfiles(from: string, to: string): void {
  const folder = join(from, 'profiles');
  if (existsSync(folder)) cpSync(folder, join(to, 'profiles'), { recursive: true });
}

function storedIn(dataDir: string): StoredRegistry | null {
  try {
    return readStoredRegistry(dataDir);
  } catch (thrown) {
    if (thrown instanceof SluiceError && thrown.code === 'database_missing') return null;
    throw thrown;
  }
}

function metricsOf(profiles: StoredRegistry['profiles']): Map<string, string> {
  return new Map(profiles.map(({ id, primaryMetric }) => [id, primaryMetric]));
}
