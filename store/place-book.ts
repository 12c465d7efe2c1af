// Where each device stood at any time, from the history of the registry. Reads only what is new at each refresh.
import type { Place, Places } from '../core/outlet.ts';
import type { Device, Point, Unit } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

interface HistoryRow {
  readonly seq: number;
  readonly kind: 'device' | 'point' | 'unit';
  readonly id: string;
  readonly since: number;
  readonly body: string;
}

interface Version<Value> {
  readonly since: EpochMs;
  readonly value: Value;
}

const nowhere: Place = { device: null, point: null };

export class PlaceBook implements Places {
  readonly #newer: Statement<HistoryRow>;
  readonly #devices = new Map<string, Version<Device>[]>();
  readonly #points = new Map<string, Version<Point>[]>();
  readonly #units = new Map<string, Version<Unit>[]>();
  /** Made when asked for, forgotten when the registry changes. */
  readonly #places = new Map<string, readonly Version<Place>[]>();
  #seq = 0;

  constructor(db: Database) {
    this.#newer = db.prepare(
      'SELECT seq, kind, id, since, body FROM registry_history WHERE seq > ? ORDER BY seq',
    );
  }

  refresh(): void {
    for (const { seq, kind, id, since, body } of this.#newer.iterate(this.#seq)) {
      if (kind === 'device') put(this.#devices, id, since, JSON.parse(body) as Device);
      else if (kind === 'point') put(this.#points, id, since, JSON.parse(body) as Point);
      else put(this.#units, id, since, JSON.parse(body) as Unit);
      this.#seq = seq;
      this.#places.clear();
    }
  }

  /** Of what was received at `at`; before the first version, that one. */
  placeOf(deviceId: string, at: EpochMs): Place {
    let places = this.#places.get(deviceId);
    if (places === undefined) {
      places = this.#placesOf(deviceId);
      this.#places.set(deviceId, places);
    }
    return valueAt(places, at) ?? nowhere;
  }

  point(pointId: string, at: EpochMs): Point | null {
    return valueAt(this.#points.get(pointId) ?? [], at) ?? null;
  }

  unit(unitId: string, at: EpochMs): Unit | null {
    return valueAt(this.#units.get(unitId) ?? [], at) ?? null;
  }

  #placesOf(deviceId: string): Version<Place>[] {
    const devices = this.#devices.get(deviceId) ?? [];
    const instants = new Set<EpochMs>();
    for (const { since, value } of devices) {
      instants.add(since);
      const points = value.pointId === null ? [] : (this.#points.get(value.pointId) ?? []);
      for (const point of points) instants.add(point.since);
    }
    return [...instants]
      .sort((a, b) => a - b)
      .map((since) => {
        // A version holds for what comes after it.
        const device = valueAt(devices, since + 1) ?? null;
        const pointId = device?.pointId ?? null;
        return { since, value: { device, point: pointId === null ? null : this.point(pointId, since + 1) } };
      });
  }
}

function put<Value>(versions: Map<string, Version<Value>[]>, id: string, since: EpochMs, value: Value): void {
  const known = versions.get(id) ?? [];
  // In the order of time also where the clock went back; of two at once the later one counts.
  const kept = known.filter((version) => version.since !== since);
  versions.set(
    id,
    [...kept, { since, value }].sort((a, b) => a.since - b.since),
  );
}

function valueAt<Value>(versions: readonly Version<Value>[], at: EpochMs): Value | undefined {
  for (let i = versions.length - 1; i > 0; i -= 1) {
    const version = versions[i];
    if (version !== undefined && version.since < at) return version.value;
  }
  return versions[0]?.value;
}
