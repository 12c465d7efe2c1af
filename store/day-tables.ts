// One table of readings for each UTC day: a month is dropped as fast as a day, and a day's index stays small enough
// to be written in memory.
import { assert } from '../core/error.ts';
import { dayMs, utcDay } from '../core/time.ts';
import type { Database, Statement } from './database.ts';

/** Statements kept prepared; a recording of years must not keep one for each of its days. */
const maxPrepared = 64;

/** The name of the table for the readings of a UTC day; names sort as the days do. */
export function dayTable(day: number): string {
  return `readings_${new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** The days between two, both included, that have a table, in order. */
export function storedDays(db: Database, first: number, last: number): number[] {
  const names = db.prepare<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name BETWEEN ? AND ? ORDER BY name",
  );
  return names.all(dayTable(first), dayTable(last)).map(({ name }) => dayOfTable(name));
}

function dayOfTable(name: string): number {
  const [, year, month, date] = /^readings_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
  const day = utcDay(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  assert(dayTable(day) === name, `${name} is a table of readings`);
  return day;
}

/** The last day that a table can be named for. */
export const lastDay = utcDay(Date.UTC(9999, 11, 31));

export interface ReadingRow {
  readonly measuredAt: number;
  readonly receivedAt: number;
  readonly value: number;
  readonly flags: number;
}

export class DayTables {
  readonly #db: Database;
  readonly #days: Set<number>;
  readonly #inserts = new Map<number, Statement>();
  /** Days whose table the transaction under way made. */
  #fresh: number[] = [];

  constructor(db: Database) {
    this.#db = db;
    this.#days = new Set(storedDays(db, 0, lastDay));
  }

  /** Stores a reading; false where one of the same device, metric and instant is there already. */
  insert(device: number, metric: number, row: ReadingRow): boolean {
    const insert = this.#insertFor(utcDay(row.measuredAt));
    const { changes } = insert.run(device, row.measuredAt, metric, row.value, row.flags, row.receivedAt);
    return changes !== 0;
  }

  /** Ends a transaction: tables from one that was not committed are not there. */
  settle(committed: boolean): void {
    if (!committed) for (const day of this.#fresh) this.#forget(day);
    this.#fresh = [];
  }

  /** Drops the oldest day that ended before `day`; false where there is none. A transaction of its own. */
  dropOneBefore(day: number): boolean {
    let oldest = day;
    for (const stored of this.#days) if (stored < oldest) oldest = stored;
    if (oldest === day) return false;
    this.#db.write(() => this.#db.exec(`DROP TABLE ${dayTable(oldest)}`));
    this.#forget(oldest);
    return true;
  }

  #insertFor(day: number): Statement {
    const prepared = this.#inserts.get(day);
    if (prepared !== undefined) return prepared;
    if (!this.#days.has(day)) this.#create(day);
    if (this.#inserts.size >= maxPrepared) this.#inserts.clear();
    // Not OR IGNORE, which would also pass over a value that is not a number.
    const insert = this.#db.prepare(
      `INSERT INTO ${dayTable(day)} VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    );
    this.#inserts.set(day, insert);
    return insert;
  }

  #create(day: number): void {
    // By device and time first: what people ask for is one device's hours.
    this.#db.exec(`CREATE TABLE ${dayTable(day)} (
      device INTEGER NOT NULL,
      at INTEGER NOT NULL,
      metric INTEGER NOT NULL,
      value REAL NOT NULL,
      flags INTEGER NOT NULL,
      received_at INTEGER NOT NULL,
      PRIMARY KEY (device, at, metric)
    ) WITHOUT ROWID`);
    this.#days.add(day);
    this.#fresh.push(day);
  }

  #forget(day: number): void {
    this.#days.delete(day);
    this.#inserts.delete(day);
  }
}
