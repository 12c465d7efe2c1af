// Commands to devices as the API shows them, each replaced whole, until retention drops those that are long closed.
import { type DeviceCommand, deviceCommandJson } from '../core/device-command.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Rows dropped in one transaction. */
const dropLimit = 2_000;

export class DeviceCommandBook {
  readonly #put: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#put = db.prepare('INSERT OR REPLACE INTO device_commands VALUES (?, ?, ?, ?, ?, ?)');
    this.#drop = db.prepare(
      `DELETE FROM device_commands WHERE id IN
         (SELECT id FROM device_commands WHERE closed_at < ? ORDER BY closed_at LIMIT ${dropLimit})`,
    );
  }

  write(commands: Iterable<DeviceCommand>): void {
    for (const command of commands) {
      const { id, deviceId, state, requestedAt, closedAt } = command;
      this.#put.run(id, deviceId, state, requestedAt, closedAt, JSON.stringify(deviceCommandJson(command)));
    }
  }

  /** Drops some that were closed before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}
