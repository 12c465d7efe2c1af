// Opaque cursors: the sort key of the last row that was given, so that a walk meets each row once whatever is added
// while it goes on.
import { SluiceError } from '../../core/error.ts';
import type { Page } from '../../core/ports.ts';
import type { SqlValue } from '../database.ts';

/** The kinds of a key's parts, in the order of sorting. */
export type KeyKinds = readonly ('string' | 'number')[];

export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key in a cursor. Throws `bad_cursor` where it is none of ours, or of another list. */
export function decodeCursor(cursor: string, kinds: KeyKinds): SqlValue[] {
  let key: unknown = null;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (thrown) {
    throw badCursor(thrown);
  }
  const fits =
    Array.isArray(key) && key.length === kinds.length && key.every((part, i) => typeof part === kinds[i]);
  if (!fits) throw badCursor();
  return key as SqlValue[];
}

/** A page of `rows`, of which one more than `limit` was asked for, to see whether more follow. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > shown.length && last !== undefined;
  return { items: shown.map(itemOf), nextCursor: hasMore ? encodeCursor(keyOf(last)) : null };
}

function badCursor(cause?: unknown): SluiceError {
  const message = {
    zh: '游标不是此列表给出的',
    en: 'the cursor is not one that this list gave',
  };
  return new SluiceError(message, {
    code: 'bad_cursor',
    hint: {
      zh: '请原样传回上一页的 next_cursor，或不传以从头开始',
      en: 'pass next_cursor of the page before as it is, or leave it out to start anew',
    },
    cause,
  });
}
