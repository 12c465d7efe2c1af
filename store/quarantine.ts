// Messages of which something could not be used, kept whole with the reasons until retention drops them.
import type { MessageOutcome } from '../core/effects.ts';
import type { Rejection } from '../core/result.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Reasons kept of one message, and characters of each: a thousand bad values say no more than the first fifty. */
const maxRejections = 50;
const maxDetailLength = 500;

/** Rows dropped in one transaction. */
const dropLimit = 2_000;

export class Quarantine {
  readonly #insert: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#drop = db.prepare(
      `DELETE FROM quarantine WHERE position IN
         (SELECT position FROM quarantine WHERE received_at < ? ORDER BY received_at LIMIT ${dropLimit})`,
    );
  }

  add(outcome: MessageOutcome): void {
    const { position, deviceId, by, topic, receivedAt, payload } = outcome;
    const rejections = JSON.stringify(outcome.rejections.slice(0, maxRejections).map(bounded));
    this.#insert.run(position, deviceId, by, topic, receivedAt, rejections, payload);
  }

  /** Drops some of what was received before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}

function bounded({ reason, detail }: Rejection): Rejection {
  return { reason, detail: detail.slice(0, maxDetailLength) };
}
