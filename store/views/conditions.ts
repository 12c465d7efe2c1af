// The WHERE of a list: exact matches for the filters that are given, and the place where the last page ended.
import type { SqlValue } from '../database.ts';
import { decodeCursor, type KeyKinds } from './cursor.ts';

export interface ListOrder {
  /** Columns that together are unique and never change, in the order of sorting. */
  readonly columns: readonly string[];
  readonly kinds: KeyKinds;
  readonly newestFirst: boolean;
}

export class Conditions {
  readonly #sql: string[] = [];
  readonly values: SqlValue[] = [];

  /** Adds `sql`, whose placeholders take `values`. */
  add(sql: string, ...values: SqlValue[]): this {
    this.#sql.push(sql);
    this.values.push(...values);
    return this;
  }

  /** Adds an exact match; nothing where the filter is absent. */
  equal(column: string, value: SqlValue | undefined): this {
    return value === undefined ? this : this.add(`${column} = ?`, value);
  }

  /** Goes on after the row that `cursor` names; from the start without one. Throws `bad_cursor`. */
  after(order: ListOrder, cursor: string | null): this {
    if (cursor === null) return this;
    const key = decodeCursor(cursor, order.kinds);
    const places = key.map(() => '?').join(', ');
    return this.add(`(${order.columns.join(', ')}) ${order.newestFirst ? '<' : '>'} (${places})`, ...key);
  }

  /** `WHERE …`, or nothing. */
  get where(): string {
    return this.#sql.length === 0 ? '' : `WHERE ${this.#sql.join(' AND ')}`;
  }
}

export function orderBy({ columns, newestFirst }: ListOrder): string {
  return `ORDER BY ${columns.map((column) => `${column} ${newestFirst ? 'DESC' : 'ASC'}`).join(', ')}`;
}
