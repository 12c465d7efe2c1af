// A keyed table of the fold's state that remembers what changed since the last snapshot.

/** A row of a snapshot: `body` is JSON, or `null` for a row that was deleted. */
export interface SnapshotRow {
  readonly table: string;
  readonly id: string;
  readonly body: string | null;
}

export class Table<Row> {
  readonly name: string;
  readonly #rows = new Map<string, Row>();
  #dirty = new Set<string>();

  constructor(name: string) {
    this.name = name;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  set(id: string, row: Row): void {
    this.#rows.set(id, row);
    this.#dirty.add(id);
  }

  /** For rows that are changed in place: says that `id` is about to change. */
  touch(id: string): void {
    this.#dirty.add(id);
  }

  delete(id: string): void {
    if (this.#rows.delete(id)) this.#dirty.add(id);
  }

  /** In an order that a restart may change: where the order can be seen, take `sortedKeys`. */
  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }

  sortedKeys(): string[] {
    return [...this.#rows.keys()].sort();
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries();
  }

  /** How many rows `takeDirty` would give. */
  get dirtyRows(): number {
    return this.#dirty.size;
  }

  /** The rows that changed since the last call, for the snapshot; forgets that they did. */
  takeDirty(): SnapshotRow[] {
    const rows: SnapshotRow[] = [];
    for (const id of this.#dirty) {
      const row = this.#rows.get(id);
      rows.push({ table: this.name, id, body: row === undefined ? null : JSON.stringify(row) });
    }
    // Not cleared: V8 would keep the table of each snapshot, linked to the next, until a full collection.
    this.#dirty = new Set();
    return rows;
  }

  /** Puts back a row of a snapshot. */
  restore(id: string, body: string): void {
    this.#rows.set(id, JSON.parse(body) as Row);
  }

  /** Every row, sorted by id, to compare two states. */
  dump(): SnapshotRow[] {
    return this.sortedKeys().map((id) => ({
      table: this.name,
      id,
      body: JSON.stringify(this.#rows.get(id)),
    }));
  }
}
