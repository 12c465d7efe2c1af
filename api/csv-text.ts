// Tables as CSV that spreadsheets open: RFC 4180, with a BOM so that they find the Chinese in it.
import { type CsvCell, csvLine } from '../core/csv-line.ts';

/** A text that a spreadsheet would run as a formula is marked as text. */
function harmless(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => csvLine(row.map(harmless))).join('\r\n')}\r\n`;
}
