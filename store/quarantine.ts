// Messages of which something could not be used, kept whole with the reasons until retention drops them.
import type { MessageOutcome } from '../core/effects.ts';
import type { Rejection } from '../core/result.ts';
import type { EpochMs } from '../core/time.ts';
import type { MessageFate } from './accounting.ts';
import type { Database, Statement } from './database.ts';

/** Reasons kept of one message, and characters of each: a thousand bad values say no more than the first fifty. */
const maxRejections = 50;
const maxDetailLength = 500;

/** Rows dropped in one transaction. */
const dropLimit = 2_000;

export interface QuarantinedRow {
  readonly device_id: string | null;
  readonly counted_as: MessageFate;
}

export class Quarantine {
  readonly #insert: Statement;
  readonly #find: Statement<QuarantinedRow>;
  readonly #update: Statement;
  readonly #delete: Statement;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare('INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#find = db.prepare<QuarantinedRow>(
      'SELECT device_id, counted_as FROM quarantine WHERE position = ?',
    );
    this.#update = db.prepare(
      'UPDATE quarantine SET device_id = ?, rejections = ?, counted_as = ?, claimed_id = ? WHERE position = ?',
    );
    this.#delete = db.prepare('DELETE FROM quarantine WHERE position = ?');
    this.#drop = db.prepare(
      `DELETE FROM quarantine WHERE position IN
         (SELECT position FROM quarantine WHERE received_at < ? ORDER BY received_at LIMIT ${dropLimit})`,
    );
  }

  add(outcome: MessageOutcome, fate: MessageFate): void {
    const { position, deviceId, by, topic, receivedAt, payload, claimed } = outcome;
    this.#insert.run(
      ...[position, deviceId, by, topic, receivedAt, rejectionsText(outcome), payload, fate],
      claimed?.id ?? null,
    );
  }

  /** How a message was counted when it was set aside; `undefined` where it lies here no more. */
  find(position: number): QuarantinedRow | undefined {
    return this.#find.get(position);
  }

  /** A message was tried again: it leaves, or stays with what is still wrong with it. */
  settle(position: number, outcome: MessageOutcome, fate: MessageFate): void {
    if (fate === 'duplicate' || outcome.rejections.length === 0) this.#delete.run(position);
    else {
      const { deviceId, claimed } = outcome;
      this.#update.run(deviceId, rejectionsText(outcome), fate, claimed?.id ?? null, position);
    }
  }

  /** Drops some of what was received before `oldest`; false where there was none. */
  dropSome(oldest: EpochMs): boolean {
    return this.#drop.run(oldest).changes !== 0;
  }
}

function rejectionsText({ rejections }: MessageOutcome): string {
  return JSON.stringify(rejections.slice(0, maxRejections).map(bounded));
}

function bounded({ reason, detail }: Rejection): Rejection {
  const { zh, en } = detail;
  return { reason, detail: { zh: zh.slice(0, maxDetailLength), en: en.slice(0, maxDetailLength) } };
}
