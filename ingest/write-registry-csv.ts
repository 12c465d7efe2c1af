// Rows of the registry as the CSV files that the import reads: what is written here comes in again unchanged.
import { type CsvCell, csvLine } from '../core/csv-line.ts';
import type { RegistryKind, RegistryRows } from '../core/registry.ts';
import { registryFiles } from './registry-csv.ts';

export interface RegistryCsvOptions {
  /**
   * For spreadsheet programs: a byte order mark, and a tab before texts that they would take for a number, a date or
   * a formula, which costs a code of 16 digits its last one. The import drops the tab again.
   */
  readonly excel: boolean;
}

/** The first line of the file, with its line break. */
export function registryCsvHeader(kind: RegistryKind, { excel }: RegistryCsvOptions): string {
  return `${excel ? '\uFEFF' : ''}${csvLine(registryFiles[kind].columns)}\r\n`;
}

/** A line for each row, with its line break. */
export function registryCsvLines<Kind extends RegistryKind>(
  kind: Kind,
  rows: readonly RegistryRows[Kind][],
  { excel }: RegistryCsvOptions,
): string {
  const { columns } = registryFiles[kind];
  return rows
    .map((row) => {
      const line = columns.map((column) => cellOf(row, column, columns[0]));
      return `${csvLine(excel ? line.map(asText) : line)}\r\n`;
    })
    .join('');
}

/**
 * A secret is no part of the registry, so it never leaves; a blank one keeps the device's own when the file comes in
 * again.
 */
function cellOf(row: RegistryRows[RegistryKind], column: string, idColumn: string): CsvCell {
  if (column === 'datum') return 'wgs84';
  const key = column === idColumn ? 'id' : column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  return (row as Readonly<Record<string, CsvCell | undefined>>)[key] ?? null;
}

function asText(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && /\d|^[=+\-@]/.test(cell) ? `\t${cell}` : cell;
}
