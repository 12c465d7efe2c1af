// The text of a CSV file as lines of cells, and no row without its place in the file.

import { CsvError, parse } from 'csv-parse/sync';
import type { Label } from '../../core/label.ts';
import { fail, ok, type Result } from '../../core/result.ts';

export interface CsvProblem {
  /** Of the file, from 1: where the row begins. */
  readonly line: number;
  /** Name in the header; empty for the whole row or file. */
  readonly column: string;
  readonly reason: Label;
}

export interface CsvLine {
  readonly line: number;
  /** Without blanks around them. */
  readonly cells: readonly string[];
}

/** A character that stands where bytes were no UTF-8. */
const replacement = '\uFFFD';

/** Every row with something in it, the header first. Rows of nothing but commas, as spreadsheets leave them, are not there. */
export function readCells(text: string): Result<CsvLine[], CsvProblem> {
  const broken = text.indexOf(replacement);
  if (broken >= 0) {
    const reason = {
      zh: '文件不是 UTF-8 编码；请另存为“CSV UTF-8”',
      en: 'the file is not UTF-8; save it as "CSV UTF-8"',
    };
    return fail({ line: lineBreaks(text.slice(0, broken)) + 1, column: '', reason });
  }
  try {
    const options = { bom: true, relax_column_count: true, skip_empty_lines: true, info: true } as const;
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return ok(
      records
        .map(({ record, info }) => ({
          line: info.lines - lineBreaks(record.join('')),
          cells: record.map((cell) => cell.trim()),
        }))
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
    );
  } catch (thrown) {
    if (!(thrown instanceof CsvError)) throw thrown;
    const line = typeof thrown.lines === 'number' ? thrown.lines : 1;
    // The parser speaks English alone.
    const reason = { zh: `CSV 格式有误：${thrown.message}`, en: thrown.message };
    return fail({ line, column: '', reason });
  }
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
