// Devices that messages speak of and nobody registered: each once, with how often and when it was heard. Those that
// one sender names are bounded, so that whoever invents ids pushes out only ids of his own.
import type { MessageOutcome } from '../core/effects.ts';
import type { Device } from '../core/registry.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Kept for each account, device or source that sends. */
export const unknownPerSenderMax = 500;

export class UnknownDevices {
  readonly #find: Statement<{ id: string }>;
  readonly #add: Statement;
  readonly #again: Statement;
  readonly #count: Statement<{ count: number }>;
  readonly #evict: Statement;
  readonly #listed: Statement<{ id: string }>;
  readonly #delete: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#find = db.prepare<{ id: string }>('SELECT id FROM unknown_devices WHERE id = ?');
    this.#add = db.prepare('INSERT INTO unknown_devices VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)');
    // The last message that measures something is the example, any other where there is none yet.
    this.#again = db.prepare(
      `UPDATE unknown_devices SET
         dev_eui = coalesce(?, dev_eui), family = ?, by = ?, messages = messages + 1,
         first_at = min(first_at, ?), last_at = max(last_at, ?),
         example_position = iif(? >= measures, ?, example_position),
         measures = max(measures, ?)
       WHERE id = ?`,
    );
    this.#count = db.prepare<{ count: number }>('SELECT count(*) AS count FROM unknown_devices WHERE by = ?');
    // What was heard seldom and long ago: a real device repeats itself, an invented id need not.
    this.#evict = db.prepare(
      `DELETE FROM unknown_devices WHERE id =
         (SELECT id FROM unknown_devices WHERE by = ? ORDER BY messages, last_at LIMIT 1)`,
    );
    this.#listed = db.prepare<{ id: string }>('SELECT id FROM unknown_devices');
    this.#delete = db.prepare('DELETE FROM unknown_devices WHERE id = ?');
    this.#drop = db.prepare('DELETE FROM unknown_devices WHERE last_at < ?');
  }

  /** Takes note of a message that was set aside for the first time. */
  note({ claimed, by, receivedAt, position }: MessageOutcome): void {
    if (claimed === undefined) return;
    const { id, devEui, family } = claimed;
    const measures = Number(claimed.measures);
    if (this.#find.get(id) !== undefined) {
      const example = [measures, position, measures] as const;
      this.#again.run(devEui, family, by, receivedAt, receivedAt, ...example, id);
      return;
    }
    if ((this.#count.get(by)?.count ?? 0) >= unknownPerSenderMax) this.#evict.run(by);
    this.#add.run(id, devEui, family, by, receivedAt, receivedAt, position, measures);
  }

  /** Those of the devices that stand here are unknown no more. */
  registered(devices: Iterable<Device>): void {
    let listed: ReadonlySet<string> | null = null;
    for (const { id, devEui } of devices) {
      listed ??= new Set(this.#listed.all().map((row) => row.id));
      if (listed.has(id)) this.#delete.run(id);
      if (devEui !== null && listed.has(devEui)) this.#delete.run(devEui);
    }
  }

  /** Drops those last heard before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}
