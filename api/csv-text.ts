// Tables as CSV that spreadsheets open: RFC 4180, with a BOM so that they find the Chinese in it.
import { type CsvCell, csvLine } from '../core/csv-line.ts';

/** A text that a spreadsheet would run as a formula is marked as text. */
function harmless(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** What a file begins with. */
export const csvStart = '\uFEFF';

/** Lines of a file, each with its end. */
export function csvRows(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${csvLine(row.map(harmless))}\r\n`).join('');
}

export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return csvStart + csvRows(rows);
}
