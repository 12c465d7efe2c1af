// A CSV file that a spreadsheet program opens as it is meant: with a byte order mark, and no cell that begins a formula.

type Cell = string | number | null;

/** Text that a spreadsheet would work out instead of show. */
const formula = /^[=+\-@\t\r]/;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(rows: readonly (readonly Cell[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('')}`;
}
