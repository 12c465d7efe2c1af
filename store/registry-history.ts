// What the registry said of each unit, point and device at any time, so that a reading which is delivered twice, or long
// after, is labelled as it was when it came.
import type { Effects } from '../core/effects.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

export class RegistryHistory {
  readonly #add: Statement;

  constructor(db: Database) {
    this.#add = db.prepare('INSERT INTO registry_history (kind, id, since, body) VALUES (?, ?, ?, ?)');
  }

  /** Notes what a batch changed; it holds for what is received after `at`. */
  write({ units, points, devices }: Pick<Effects, 'units' | 'points' | 'devices'>, at: EpochMs): void {
    for (const unit of units.values()) this.#add.run('unit', unit.id, at, JSON.stringify(unit));
    for (const point of points.values()) this.#add.run('point', point.id, at, JSON.stringify(point));
    for (const device of devices.values()) this.#add.run('device', device.id, at, JSON.stringify(device));
  }
}
