// The records themselves, a row for each batch as it was packed. Positions rise by one without a gap.
import { assert, SluiceError } from '../core/error.ts';
import type { PositionedRecord } from '../core/journal.ts';
import { unpackRecords } from '../core/record.ts';
import type { EpochMs } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Rows dropped in one transaction. */
const dropLimit = 100;

interface BlockRow {
  readonly first_position: number;
  readonly count: number;
  readonly at: number;
  readonly block: Uint8Array;
}

export class RecordLog {
  readonly #append: Statement;
  readonly #holding: Statement<BlockRow>;
  readonly #ends: Statement<{ first: number | null; last: number | null }>;
  readonly #drop: Statement;

  constructor(db: Database) {
    this.#append = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?)');
    // The row that holds a position, or where that was dropped or does not exist yet, the next one.
    this.#holding = db.prepare(
      'SELECT first_position, count, at, block FROM journal WHERE first_position + count > ?1 AND first_position >= ' +
        'coalesce((SELECT max(first_position) FROM journal WHERE first_position <= ?1), 0) ' +
        'ORDER BY first_position LIMIT 1',
    );
    this.#ends = db.prepare(
      'SELECT (SELECT min(first_position) FROM journal) AS first, ' +
        '(SELECT first_position + count - 1 FROM journal ORDER BY first_position DESC LIMIT 1) AS last',
    );
    this.#drop = db.prepare(
      `DELETE FROM journal WHERE first_position IN
         (SELECT first_position FROM journal WHERE first_position <= ? ORDER BY first_position LIMIT ${dropLimit})`,
    );
  }

  append(firstPosition: number, count: number, at: EpochMs, block: Uint8Array): void {
    this.#append.run(firstPosition, count, at, block);
  }

  /** Positions of the first and last record kept; `null` where none is. */
  ends(): { first: number; last: number } | null {
    const { first = null, last = null } = this.#ends.get() ?? {};
    return first === null || last === null ? null : { first, last };
  }

  /**
   * Records after one position up to another, in order. A block is read when it is reached, with no statement left
   * open between, so that the hub may commit while it reads. Throws `journal_gap` where one is not kept any more.
   */
  *between(after: number, last: number): Generator<PositionedRecord> {
    let next = after + 1;
    while (next <= last) {
      const row = this.#holding.get(next);
      if (row === undefined || row.first_position > next) throw gap(next);
      let at = row.first_position;
      for (const record of unpackRecords(row.block)) {
        if (at >= next) yield { position: at, record };
        at += 1;
      }
      assert(at === row.first_position + row.count, 'a block holds as many records as its row says');
      next = at;
    }
  }

  /** When the batch that holds a position was committed; `null` where it is not kept. */
  committedAt(position: number): EpochMs | null {
    const row = this.#holding.get(position);
    return row === undefined || row.first_position > position ? null : row.at;
  }

  /** When the oldest batch that is kept was committed; `null` where none is. */
  oldestAt(): EpochMs | null {
    return this.#holding.get(0)?.at ?? null;
  }

  /** Drops some of the rows that begin at or before `position`; false where there was none. */
  dropSome(position: number): boolean {
    return this.#drop.run(position).changes !== 0;
  }
}

function gap(missing: number): SluiceError {
  const message = {
    zh: `日志中已没有记录 ${missing}`,
    en: `the journal does not have record ${missing} any more`,
  };
  return new SluiceError(message, {
    code: 'journal_gap',
    hint: {
      zh: '早于 SLUICE_RETENTION 的记录会被删除；请从基点继续读',
      en: 'records older than SLUICE_RETENTION are dropped; read on from the base',
    },
  });
}
