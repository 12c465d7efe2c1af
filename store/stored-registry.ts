// The registry as it lies in the store, with the rules in force: for copies of a town, beside a hub that runs.
import type { RuleView } from '../core/effects.ts';
import type { Device, DeviceProfile, Point, Unit } from '../core/registry.ts';
import { storedRules } from './views/notice-views.ts';
import { openReadOnly } from './views.ts';

export interface StoredRegistry {
  readonly units: readonly Unit[];
  readonly points: readonly Point[];
  readonly devices: readonly Device[];
  readonly profiles: readonly DeviceProfile[];
  readonly rules: readonly RuleView[];
}

/** All of one commit. Throws as `openViews` does. */
export function readStoredRegistry(dataDir: string): StoredRegistry {
  const db = openReadOnly(dataDir);
  const bodies = <Row>(table: 'units' | 'points' | 'devices' | 'profiles'): Row[] =>
    db
      .prepare<{ body: string }>(`SELECT body FROM ${table} ORDER BY id`)
      .all()
      .map(({ body }) => JSON.parse(body) as Row);
  try {
    return db.read(() => ({
      units: bodies<Unit>('units'),
      points: bodies<Point>('points'),
      devices: bodies<Device>('devices'),
      profiles: bodies<DeviceProfile>('profiles'),
      rules: storedRules(db),
    }));
  } finally {
    db.close();
  }
}
