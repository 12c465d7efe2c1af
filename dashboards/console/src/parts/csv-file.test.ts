import { expect, test } from 'vitest';
import { csvText } from './csv-file.ts';

test('cells with separators are quoted, and what would be a formula is text', () => {
  const text = csvText([
    ['name', 'value'],
    ['a "b", c', -3.5],
    ['=1+1', null],
  ]);
  expect(text).toBe('\u{feff}name,value\r\n"a ""b"", c",-3.5\r\n\'=1+1,\r\n');
});
