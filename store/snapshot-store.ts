// The live snapshot of the fold's state, changed row by row.
import { assert } from '../core/error.ts';
import type { StoredState } from '../core/journal.ts';
import type { SnapshotRow } from '../core/table.ts';
import type { Database, Statement } from './database.ts';

/** Rows of one table, in the order of their ids. */
interface LivePage {
  /** A JSON array. */
  readonly ids: string;
  /** A line each: JSON has no line breaks of its own. */
  readonly bodies: string;
  /** The last id; `null` where there is no row. */
  readonly last: string | null;
}

const pageRows = 500;

export class SnapshotStore {
  readonly #nextTable: Statement<{ name: string | null }>;
  readonly #page: Statement<LivePage>;
  readonly #put: Statement;
  readonly #delete: Statement;
  readonly #setPosition: Statement;
  readonly #position: Statement<{ position: number }>;

  constructor(db: Database) {
    this.#nextTable = db.prepare('SELECT min(table_name) AS name FROM snapshot WHERE table_name > ?');
    this.#page = db.prepare(
      `SELECT json_group_array(id) AS ids, group_concat(body, char(10)) AS bodies, max(id) AS last FROM
         (SELECT id, body FROM snapshot WHERE table_name = ? AND id > ? ORDER BY id LIMIT ${pageRows})`,
    );
    this.#put = db.prepare('INSERT OR REPLACE INTO snapshot VALUES (?, ?, ?)');
    this.#delete = db.prepare('DELETE FROM snapshot WHERE table_name = ? AND id = ?');
    this.#setPosition = db.prepare('INSERT OR REPLACE INTO snapshot_position VALUES (1, ?)');
    this.#position = db.prepare('SELECT position FROM snapshot_position');
  }

  /** Of the record after which it was taken; 0 where there is none. */
  get position(): number {
    return this.#position.get()?.position ?? 0;
  }

  /** Rows are read when they are asked for. */
  live(): StoredState {
    return { position: this.position, rows: this.#rows() };
  }

  /** Takes the rows that changed up to `position`. */
  write(changed: readonly SnapshotRow[], position: number): void {
    for (const { table, id, body } of changed) {
      assert(id !== '', 'a row of the fold has an id');
      if (body === null) this.#delete.run(table, id);
      else this.#put.run(table, id, body);
    }
    this.#setPosition.run(position);
  }

  /** Pages of rows, which SQLite joins: a start with a hundred thousand devices reads six rows for each of them. */
  *#rows(): Generator<SnapshotRow> {
    for (let table = this.#tableAfter(''); table !== null; table = this.#tableAfter(table)) {
      let after = '';
      for (;;) {
        const page = this.#page.get(table, after);
        if (page === undefined || page.last === null) break;
        const bodies = page.bodies.split('\n');
        for (const [index, id] of (JSON.parse(page.ids) as string[]).entries()) {
          yield { table, id, body: bodies[index] ?? null };
        }
        after = page.last;
      }
    }
  }

  #tableAfter(name: string): string | null {
    return this.#nextTable.get(name)?.name ?? null;
  }
}
