// A row of a CSV file, as RFC 4180 has it.

export type CsvCell = string | number | boolean | null;

/** Without the line break; `null` is a blank cell. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(csvField).join(',');
}

function csvField(cell: CsvCell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
