import { describe, expect, it } from 'vitest';
import { openOutletBook } from './outlet-book.ts';
import { testFolder } from './test-batch.ts';

describe('the outlet book', () => {
  it('keeps cursors, counts and pauses of each outlet, also after it was closed', () => {
    const folder = testFolder();
    const book = openOutletBook(folder);
    expect(book.mark('mqtt')).toEqual({ cursor: null, sent: 0, paused: false, dead: 0 });
    book.advance('mqtt', { cursor: 7, sent: 5, refused: [], at: 1 });
    book.advance('mqtt', { cursor: 12, sent: 2, refused: [], at: 2 });
    book.setPaused('influx', true);
    book.close();
    const again = openOutletBook(folder);
    expect(again.mark('mqtt')).toEqual({ cursor: 12, sent: 7, paused: false, dead: 0 });
    expect(again.mark('influx')).toEqual({ cursor: null, sent: 0, paused: true, dead: 0 });
    again.close();
  });

  it('keeps a letter that is refused again once, and gives letters in pages', () => {
    const book = openOutletBook(testFolder());
    const letter = (key: string, reason = 'bad') => ({ key, payload: `p ${key}`, reason });
    book.advance('influx', { cursor: 1, sent: 3, refused: [letter('a'), letter('b'), letter('c')], at: 9 });
    book.advance('influx', { cursor: 1, sent: 3, refused: [letter('b', 'worse')], at: 10 });
    expect(book.mark('influx').dead).toBe(3);
    expect(book.mark('mqtt').dead).toBe(0);
    const first = book.deadLetters('influx', { limit: 2, cursor: null });
    expect(first.items.map(({ key, reason, attempts }) => [key, reason, attempts])).toEqual([
      ['a', 'bad', 1],
      ['b', 'worse', 2],
    ]);
    const rest = book.deadLetters('influx', { limit: 2, cursor: first.nextCursor });
    expect([rest.items.map(({ key }) => key), rest.nextCursor]).toEqual([['c'], null]);
    book.dropLetter(first.items[0]?.id ?? 0);
    expect(book.mark('influx').dead).toBe(2);
    book.close();
  });
});
