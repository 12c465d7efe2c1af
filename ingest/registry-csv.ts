// The registry's CSV files into rows. Every bad row is named by line, column and reason, and a bad cell does not
// hide the next.
import type { z } from 'zod';
import type { RegistryKind, RegistryRows } from '../core/registry.ts';
import { type CsvLine, type CsvProblem, readCells } from './csv/cells.ts';
import { type DeviceRow, devicesFile } from './csv/devices-file.ts';
import { emptyCell, type FileFormat, wordsOfCell } from './csv/file-format.ts';
import { pointsFile } from './csv/points-file.ts';
import { unitsFile } from './csv/units-file.ts';

export type { CsvProblem } from './csv/cells.ts';
export type { DeviceRow } from './csv/devices-file.ts';

export interface CsvRows<Row> {
  readonly rows: readonly { readonly line: number; readonly row: Row }[];
  readonly rejected: readonly CsvProblem[];
}

interface RowOf extends Omit<RegistryRows, 'devices'> {
  devices: DeviceRow;
}

export const registryFiles: { readonly [Kind in RegistryKind]: FileFormat<RowOf[Kind]> } = {
  units: unitsFile,
  points: pointsFile,
  devices: devicesFile,
};

/** The rows of a file and what is wrong with the others. Never throws. */
export function parseRegistryCsv<Kind extends RegistryKind>(kind: Kind, text: string): CsvRows<RowOf[Kind]> {
  const format: FileFormat<RowOf[Kind]> = registryFiles[kind];
  const read = readCells(text);
  if (!read.ok) return { rows: [], rejected: [read.error] };
  const [header, ...lines] = read.value;
  if (header === undefined) {
    const columns = format.columns.join(',');
    const reason = { zh: `文件为空；表头应为 ${columns}`, en: `the file is empty; its header is ${columns}` };
    return { rows: [], rejected: [{ line: 1, column: '', reason }] };
  }
  const flaws = flawsOfHeader(format, header);
  if (flaws.length > 0) return { rows: [], rejected: flaws };

  const rows: { line: number; row: RowOf[Kind] }[] = [];
  const rejected: CsvProblem[] = [];
  const repeats = new RepeatFinder(format);
  for (const line of lines) {
    const row = readRow(format, header.cells, line, rejected);
    if (row === null) continue;
    const repeat = repeats.flawOf(row, line.line);
    if (repeat === null) rows.push({ line: line.line, row });
    else rejected.push(repeat);
  }
  return { rows, rejected };
}

function flawsOfHeader<Row>(format: FileFormat<Row>, header: CsvLine): CsvProblem[] {
  const { line, cells: names } = header;
  const flaws: CsvProblem[] = [];
  for (const [index, column] of names.entries()) {
    if (!format.columns.includes(column)) {
      const reason = {
        zh: `没有这一列；可用的有 ${format.columns.join('、')}`,
        en: `unknown column; known are ${format.columns.join(', ')}`,
      };
      flaws.push({ line, column, reason });
    } else if (names.indexOf(column) !== index) {
      flaws.push({ line, column, reason: { zh: '此列出现了两次', en: 'the column stands there twice' } });
    }
  }
  for (const column of format.required) {
    if (names.includes(column)) continue;
    flaws.push({ line, column, reason: { zh: '缺少此列', en: 'the column is missing' } });
  }
  return flaws;
}

/** The row, or `null` with everything that is wrong with it in `rejected`. */
function readRow<Row>(
  format: FileFormat<Row>,
  names: readonly string[],
  { line, cells }: CsvLine,
  rejected: CsvProblem[],
): Row | null {
  if (cells.length !== names.length) {
    const reason = {
      zh: `有 ${cells.length} 格，表头有 ${names.length} 列`,
      en: `has ${cells.length} fields where the header has ${names.length}`,
    };
    rejected.push({ line, column: '', reason });
    return null;
  }
  const byColumn = Object.fromEntries(format.columns.map((column) => [column, '']));
  for (const [index, name] of names.entries()) byColumn[name] = cells[index] ?? '';
  const empty = format.required.filter((column) => byColumn[column] === '');
  for (const column of empty) rejected.push({ line, column, reason: emptyCell });
  const parsed = format.schema.safeParse(byColumn, { reportInput: true });
  if (parsed.success) return empty.length === 0 ? parsed.data : null;
  for (const issue of parsed.error.issues) {
    const column = columnOf(format, issue.path);
    if (!empty.includes(column)) rejected.push({ line, column, reason: wordsOfCell(issue) });
  }
  return null;
}

/** The column of a key of the row: `parentUnit` stands in `parent_unit`, `id` in the first column. */
function columnOf<Row>(format: FileFormat<Row>, path: z.core.$ZodIssue['path']): string {
  const key = String(path.at(-1) ?? '');
  return key === 'id' ? format.columns[0] : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Finds what may stand in a file only once. */
class RepeatFinder<Row> {
  readonly #unique: readonly (FileFormat<Row>['unique'][number] & { readonly lines: Map<string, number> })[];

  constructor(format: FileFormat<Row>) {
    const ids = { column: format.columns[0], of: format.idOf };
    this.#unique = [ids, ...format.unique].map((column) => ({ ...column, lines: new Map() }));
  }

  flawOf(row: Row, line: number): CsvProblem | null {
    for (const { column, of, lines } of this.#unique) {
      const value = of(row);
      const first = value === null ? undefined : lines.get(value);
      if (first !== undefined) {
        const reason = {
          zh: `${value} 在第 ${first} 行已出现`,
          en: `${value} stands in line ${first} already`,
        };
        return { line, column, reason };
      }
    }
    for (const { of, lines } of this.#unique) {
      const value = of(row);
      if (value !== null) lines.set(value, line);
    }
    return null;
  }
}
