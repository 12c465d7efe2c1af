// Integer ids for the names that readings repeat: a row of integers is a third of one with its names, and stored
// three times as fast.
import { assert } from '../core/error.ts';
import type { Database, Statement } from './database.ts';

export type NameTable = 'device_ids' | 'metric_ids';

export class NameIds {
  readonly #ids = new Map<string, number>();
  readonly #insert: Statement;
  /** Names that the transaction under way brought. */
  #fresh: string[] = [];

  constructor(db: Database, table: NameTable) {
    this.#insert = db.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
    const known = db.prepare<{ id: number; name: string }>(`SELECT id, name FROM ${table}`);
    for (const { id, name } of known.iterate()) this.#ids.set(name, id);
  }

  /** The name's id, a new one where it has none. Call it within a transaction, and `settle` after it. */
  idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const id = Number(this.#insert.run(name).lastInsertRowid);
    assert(id > 0, 'row ids are positive');
    this.#ids.set(name, id);
    this.#fresh.push(name);
    return id;
  }

  /** Ends a transaction: ids from one that was not committed are forgotten, for others will get them. */
  settle(committed: boolean): void {
    if (!committed) for (const name of this.#fresh) this.#ids.delete(name);
    this.#fresh = [];
  }
}
