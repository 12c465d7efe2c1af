// The town as a whole and its map's dots, made anew once the registry has changed.
import { createHash } from 'node:crypto';
import type { GroundDatum } from '../../core/map-ground.ts';
import type { Json } from '../../core/ports.ts';
import type { Point } from '../../core/registry.ts';
import type { Bounds, DotTile, DotTileRequest, Town } from '../../core/town.ts';
import type { Database } from '../database.ts';
import { type Dot, DotIndex } from './dot-index.ts';

interface Made {
  readonly town: Town;
  readonly dots: readonly Dot[];
  readonly indexes: Map<GroundDatum, DotIndex>;
}

export class TownReader {
  readonly #db: Database;
  #made: Made | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  town(): Town {
    return this.#current().town;
  }

  dotTile({ z, x, y, datum }: DotTileRequest): DotTile {
    const { town, dots, indexes } = this.#current();
    const index = indexes.get(datum) ?? new DotIndex(dots, datum);
    indexes.set(datum, index);
    return { version: town.dotsVersion, bytes: index.tile(z, x, y) };
  }

  #current(): Made {
    const version = registryVersion(this.#db);
    if (this.#made?.town.version !== version) this.#made = readTown(this.#db, version);
    return this.#made;
  }
}

/** Each change of the registry is noted in its history. */
function registryVersion(db: Database): string {
  const newest = db.prepare<{ seq: number | null }>('SELECT max(seq) AS seq FROM registry_history').get();
  return String(newest?.seq ?? 0);
}

function readTown(db: Database, version: string): Made {
  const dots = db.prepare<Dot>('SELECT id, lon, lat FROM points ORDER BY lat, lon, id').all();
  const texts = (sql: string) =>
    db
      .prepare<{ text: string }>(sql)
      .all()
      .map(({ text }) => text);
  const town: Town = {
    version,
    points: dots.length,
    bounds: boundsOf(dots),
    basins: texts('SELECT DISTINCT basin AS text FROM points WHERE basin IS NOT NULL ORDER BY 1'),
    gateways: texts(
      "SELECT DISTINCT body ->> '$.gateway' AS text FROM devices WHERE body ->> '$.gateway' IS NOT NULL ORDER BY 1",
    ),
    dotsVersion: versionOf(dots),
  };
  return { town, dots, indexes: new Map() };
}

/** Of what they are, and not of when: another hub at the same address has other ones. */
function versionOf(dots: readonly Dot[]): string {
  const hash = createHash('sha256')
    .update(dots.map(({ id }) => id).join('\n'))
    .update(Float64Array.from(dots, ({ lon }) => lon))
    .update(Float64Array.from(dots, ({ lat }) => lat));
  return hash.digest('hex').slice(0, 16);
}

function boundsOf(dots: readonly Dot[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lon, lat } of dots) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return dots.length === 0 ? null : [west, south, east, north];
}

export function listPlaces(db: Database, ids: readonly string[]): Json[] {
  const row = db.prepare<{ body: string }>('SELECT body FROM points WHERE id = ?');
  return ids.flatMap((wanted) => {
    const found = row.get(wanted);
    if (found === undefined) return [];
    const { id, name, kind, lon, lat, basin } = JSON.parse(found.body) as Point;
    return [{ id, name, kind, lon, lat, basin }];
  });
}
