// The names behind the ids of readings, for readers: looked up again where an id is new.
import { assert } from '../core/error.ts';
import type { Database, Statement } from './database.ts';
import type { NameTable } from './name-ids.ts';

export class NameBook {
  readonly #newer: Statement<{ id: number; name: string }>;
  readonly #names: string[] = [];

  constructor(db: Database, table: NameTable) {
    this.#newer = db.prepare(`SELECT id, name FROM ${table} WHERE id >= ? ORDER BY id`);
  }

  nameOf(id: number): string {
    const known = this.#names[id];
    if (known !== undefined) return known;
    for (const row of this.#newer.iterate(this.#names.length)) this.#names[row.id] = row.name;
    const name = this.#names[id];
    assert(name !== undefined, `the name with id ${id} is kept`);
    return name;
  }
}
