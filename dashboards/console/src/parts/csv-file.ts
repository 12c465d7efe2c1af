// A CSV file that a spreadsheet program opens as it is meant: with a byte order mark, and no cell that begins a formula.
import { type CsvCell, csvLine } from '../../../../core/csv-line.ts';

/** Text that a spreadsheet would work out instead of show. */
const formula = /^[=+\-@\t\r]/;

function plain(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;
}

export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\u{feff}${rows.map((row) => `${csvLine(row.map(plain))}\r\n`).join('')}`;
}
