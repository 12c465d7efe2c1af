import { expect, test } from 'vitest';
import { asCommas, decodeCsv, lineOf, rowCount, withLine } from './csv-lines.ts';

test('a file that is not UTF-8 is read as spreadsheet programs in China write it', () => {
  const gbk = new Uint8Array([0xb1, 0xb1, 0xb9, 0xd8]);
  expect(decodeCsv(gbk.buffer)).toEqual({ text: '北关', isUtf8: false });
  expect(decodeCsv(new TextEncoder().encode('北关').buffer)).toEqual({ text: '北关', isUtf8: true });
});

test('rows pasted from a spreadsheet become CSV, and CSV stays as it is', () => {
  expect(asCommas('unit_id\tname\r\na\t1, "x"\r\n')).toBe('unit_id,name\na,"1, ""x"""\n');
  expect(asCommas('unit_id,name\na,tab\there')).toBe('unit_id,name\na,tab\there');
});

test('a line is found and replaced by its number, the header being 1', () => {
  const text = 'h\r\none\r\n\r\ntwo';
  expect(lineOf(text, 2)).toBe('one');
  expect(withLine(text, 4, 'three')).toBe('h\r\none\r\n\r\nthree');
  expect(rowCount(text)).toBe(2);
});
