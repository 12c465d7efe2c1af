// The one wrapper of node:sqlite: typed rows, transactions that end whichever way their work ends, and failures as
// operation errors.
import { DatabaseSync } from 'node:sqlite';
import { storeError } from './sqlite-error.ts';

export type SqlValue = string | number | null | Uint8Array;

/** A prepared statement; `Row` is what its SQL selects. */
export interface Statement<Row = never> {
  run(...values: SqlValue[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
  iterate(...values: SqlValue[]): IterableIterator<Row>;
}

export interface DatabaseOptions {
  readonly readOnly: boolean;
}

/** How long a statement waits for another connection's lock, ms. */
const busyTimeoutMs = 5_000;

export class Database {
  readonly #db: DatabaseSync;

  /** Opens `file`, and creates it unless `readOnly`. Throws a `SluiceError`. */
  constructor(file: string, options: DatabaseOptions) {
    this.#db = guarded(
      () =>
        new DatabaseSync(file, {
          readOnly: options.readOnly,
          timeout: busyTimeoutMs,
          enableForeignKeyConstraints: false,
        }),
    );
  }

  prepare<Row = never>(sql: string): Statement<Row> {
    // What the columns hold is known to whoever wrote the SQL, never to the compiler.
    return guarded(() => this.#db.prepare(sql)) as unknown as Statement<Row>;
  }

  exec(sql: string): void {
    guarded(() => this.#db.exec(sql));
  }

  /** The value of a pragma that answers one integer. */
  pragma(name: string): number {
    const row = guarded(() => this.#db.prepare(`PRAGMA ${name}`).get());
    return Number(Object.values(row ?? {})[0]);
  }

  /** Runs `work` in a transaction that is committed when it returns and rolled back when it throws. */
  write<Value>(work: () => Value): Value {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  /** Runs `work` on one unchanging state of the database. */
  read<Value>(work: () => Value): Value {
    return this.#transaction('BEGIN', work);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #transaction<Value>(begin: string, work: () => Value): Value {
    return guarded(() => {
      this.#db.exec(begin);
      try {
        const value = work();
        this.#db.exec('COMMIT');
        return value;
      } catch (thrown) {
        // SQLite itself has rolled back already after some failures, a full disk among them.
        if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
        throw thrown;
      }
    });
  }
}

function guarded<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (thrown) {
    throw storeError(thrown);
  }
}
